import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { Button, Skeleton } from 'antd'
import type { getItemStockContract } from '../../src/inventory/contract.ts'
import { paths } from '../paths.ts'
import { call } from '../platform/call.ts'
import { useLiveQueries } from '../platform/live/use-live.ts'
import { oneOf, useView } from '../platform/search.ts'
import { useMay } from '../platform/session.ts'
import { Fault } from '../platform/ui/Fault.tsx'
import { Page } from '../platform/ui/Page.tsx'
import { useGo } from '../platform/ui/PageLink.tsx'
import { StatusTag } from '../platform/ui/StatusTag.tsx'
import type { ItemStock } from './item-stock.ts'
import { LevelsByPlace } from './LevelsByPlace.tsx'
import { Movements } from './Movements.tsx'
import { StockPolicy } from './StockPolicy.tsx'
import { StockSum } from './StockSum.tsx'
import styles from './stock.module.css'
import { useStockWords } from './words.ts'

/** One item: how many are where, why, and how it is promised. */
export default function StockItemPage() {
  const say = useStockWords()
  const { itemId = '' } = useParams({ strict: false }) as { itemId?: string }
  const path = `/stock/items/${itemId}`
  const { data, error, refetch } = useQuery({
    queryKey: [path],
    queryFn: () => call<typeof getItemStockContract>('GET', path),
  })
  if (data !== undefined) return <ItemStockView item={data} />
  return (
    <Page title={say('title')}>
      {error ? <Fault error={error} onRetry={() => void refetch()} /> : <Skeleton active />}
    </Page>
  )
}

function ItemStockView({ item }: { item: ItemStock }) {
  const say = useStockWords()
  const may = useMay()
  const go = useGo()
  const place = oneOf(useView().place)
  const path = `/stock/items/${item.itemId}`
  useLiveQueries(
    ['stock_document', 'stock_transfer', 'fulfillment_order'],
    [[path], [`${path}/explanation`], [`${path}/movements`], [`${path}/uses`]],
  )
  const locationId = item.levels.some((level) => level.locationId === place) ? place : undefined
  return (
    <Page
      title={`${item.sku} ${item.name}`}
      from={{ to: paths.stock(), title: say('title') }}
      extra={item.narrowed && <StatusTag tone="quiet">{say('narrowed')}</StatusTag>}
      tools={
        <>
          <Button onClick={() => go(paths.printLabels([item.itemId]))}>{say('labels')}</Button>
          {may('stock.adjust') && (
            <Button onClick={() => go(paths.adjustStock(`?sku=${encodeURIComponent(item.sku)}`))}>
              {say('adjust')}
            </Button>
          )}
        </>
      }
    >
      <StockSum item={item} locationId={locationId} />
      <section className={styles.section} aria-labelledby="by-place">
        <h2 id="by-place">{say('by_place')}</h2>
        <LevelsByPlace item={item} />
      </section>
      <section className={styles.section} aria-labelledby="movements">
        <h2 id="movements">{say('movements')}</h2>
        <Movements itemId={item.itemId} locationId={locationId} />
      </section>
      <StockPolicy key={item.itemId} item={item} />
    </Page>
  )
}
