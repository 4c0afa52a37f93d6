import { Button, InputNumber, Select, type TableColumnsType } from 'antd'
import { useState } from 'react'
import type { listLevelsContract } from '../../src/inventory/contract.ts'
import { type LevelCondition, levelConditions } from '../../src/inventory/stock-level.ts'
import { usePlaces } from '../locations/use-places.ts'
import { paths } from '../paths.ts'
import type { ItemOf } from '../platform/call.ts'
import { useDevice, useIsNarrow } from '../platform/device.ts'
import { oneOf, useSetView, useView } from '../platform/search.ts'
import { EmptyState } from '../platform/ui/EmptyState.tsx'
import { Fault } from '../platform/ui/Fault.tsx'
import { Page } from '../platform/ui/Page.tsx'
import { PageLink, useGo } from '../platform/ui/PageLink.tsx'
import { RecordTable } from '../platform/ui/RecordTable.tsx'
import { useKeysetList } from '../platform/use-keyset-list.ts'
import { ItemFinder } from './ItemFinder.tsx'
import { StockTools } from './StockTools.tsx'
import styles from './stock.module.css'
import { useStockWords } from './words.ts'

type Level = ItemOf<typeof listLevelsContract>

/** How many of each item are where, and for what they are kept. */
export default function StockPage() {
  const say = useStockWords()
  const go = useGo()
  const isNarrow = useIsNarrow()
  const filter = useFilter()
  const setView = useSetView()
  const [chosen, setChosen] = useState<readonly Level[]>([])
  const list = useKeysetList<typeof listLevelsContract>('/stock/levels', { ...filter, sort: 'sku' })
  const columns = useColumns()
  const isFiltered = filter.condition !== undefined || filter.toPromiseAtMost !== undefined
  return (
    <Page title={say('title')} tools={<StockTools />}>
      <ItemFinder onFound={({ id }) => go(paths.stockItem(id))} />
      <Filters />
      {chosen.length > 0 && (
        <section className={styles.selection}>
          <strong>{say('selected', { count: chosen.length })}</strong>
          <Button onClick={() => go(paths.printLabels([...new Set(chosen.map(({ itemId }) => itemId))]))}>
            {say('labels')}
          </Button>
        </section>
      )}
      {list.error && list.items.length === 0 ? (
        <Fault error={list.error} onRetry={list.readAgain} />
      ) : (
        <RecordTable<Level>
          list={list}
          rowKey={({ itemId, locationId }) => itemId + locationId}
          columns={
            isNarrow ? columns.filter(({ key }) => ['item', 'place', 'toPromise'].includes(String(key))) : columns
          }
          empty={
            <EmptyState
              title={say('empty')}
              says={say(isFiltered ? 'empty_filtered_says' : 'empty_says')}
              action={
                isFiltered && (
                  <Button onClick={() => setView({ condition: undefined, atMost: undefined })}>
                    {say('clear_filters')}
                  </Button>
                )
              }
            />
          }
          onOpen={({ itemId }) => go(paths.stockItem(itemId))}
          rowSelection={{
            selectedRowKeys: chosen.map(({ itemId, locationId }) => itemId + locationId),
            onChange: (_, rows) => setChosen(rows),
            getCheckboxProps: ({ sku, locationName }) => ({
              'aria-label': say('select_row', { sku, place: locationName }),
            }),
          }}
        />
      )}
    </Page>
  )
}

function useFilter() {
  const view = useView()
  const { locationId } = useDevice()
  const condition = levelConditions.find((each) => each === oneOf(view.condition))
  return { locationId: oneOf(view.place) ?? locationId, condition, toPromiseAtMost: oneOf(view.atMost) }
}

function Filters() {
  const say = useStockWords()
  const setView = useSetView()
  const { locationId, condition, toPromiseAtMost } = useFilter()
  const { places } = usePlaces()
  return (
    <search className={styles.filters}>
      <Select
        allowClear
        aria-label={say('place')}
        placeholder={say('all_places')}
        value={locationId ?? null}
        onChange={(place) => setView({ place })}
        options={places.map(({ id, name }) => ({ value: id, label: name }))}
        className={styles.filter ?? ''}
      />
      <Select<LevelCondition | null>
        allowClear
        aria-label={say('condition')}
        placeholder={say('any_condition')}
        value={condition ?? null}
        onChange={(chosen) => setView({ condition: chosen })}
        options={levelConditions.map((each) => ({ value: each, label: say(`condition_${each}`) }))}
        className={styles.filter ?? ''}
      />
      <InputNumber
        aria-label={say('at_most')}
        placeholder={say('at_most')}
        precision={0}
        value={toPromiseAtMost === undefined ? null : Number(toPromiseAtMost)}
        onChange={(atMost) => setView({ atMost })}
        className={styles.filter ?? ''}
      />
    </search>
  )
}

function useColumns(): TableColumnsType<Level> {
  const say = useStockWords()
  const counter = (
    key: 'onHand' | 'allocated' | 'reserved' | 'unavailable' | 'incoming' | 'safetyStock',
    title: string,
  ) => ({
    ...{ key, title, dataIndex: key, align: 'right' as const, className: 'figure' },
    render: (count: number) => (count === 0 ? <span className={styles.none}>0</span> : count),
  })
  return [
    {
      key: 'item',
      title: say('item'),
      render: (_, { itemId, sku, name }) => (
        <span className={styles.item}>
          <PageLink to={paths.stockItem(itemId)} onClick={(event) => event.stopPropagation()}>
            {sku}
          </PageLink>
          <span className={styles.quiet}>{name}</span>
        </span>
      ),
    },
    { key: 'place', title: say('place'), dataIndex: 'locationName' },
    counter('onHand', say('on_hand')),
    counter('allocated', say('allocated')),
    counter('reserved', say('reserved')),
    counter('unavailable', say('unavailable')),
    counter('safetyStock', say('safety_stock')),
    {
      key: 'toPromise',
      title: say('to_promise'),
      dataIndex: 'toPromise',
      align: 'right',
      className: 'figure',
      render: (count: number) => <strong className={count <= 0 ? styles.low : undefined}>{count}</strong>,
    },
    counter('incoming', say('incoming')),
  ]
}
