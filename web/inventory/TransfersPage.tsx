import { Button, Select, type TableColumnsType } from 'antd'
import type { listTransfersContract } from '../../src/inventory/transfers/contract.ts'
import { transferStatuses } from '../../src/inventory/transfers/stock-transfer.ts'
import { usePlaces } from '../locations/use-places.ts'
import { paths } from '../paths.ts'
import type { ItemOf } from '../platform/call.ts'
import { useIsNarrow } from '../platform/device.ts'
import { oneOf, useSetView, useView } from '../platform/search.ts'
import { useMay } from '../platform/session.ts'
import { EmptyState } from '../platform/ui/EmptyState.tsx'
import { Fault } from '../platform/ui/Fault.tsx'
import { Moment } from '../platform/ui/Moment.tsx'
import { Page } from '../platform/ui/Page.tsx'
import { PageLink, useGo } from '../platform/ui/PageLink.tsx'
import { RecordTable } from '../platform/ui/RecordTable.tsx'
import { useKeysetList } from '../platform/use-keyset-list.ts'
import styles from './stock.module.css'
import { TransferStatusTag } from './TransferStatus.tsx'
import { useStockWords } from './words.ts'

type Transfer = ItemOf<typeof listTransfersContract>

/** Goods that go from one place to another. */
export default function TransfersPage() {
  const say = useStockWords()
  const may = useMay()
  const go = useGo()
  const view = useView()
  const setView = useSetView()
  const isNarrow = useIsNarrow()
  const { places } = usePlaces()
  const filter = { status: oneOf(view.status), fromLocationId: oneOf(view.from), toLocationId: oneOf(view.to) }
  const list = useKeysetList<typeof listTransfersContract>('/stock/transfers', filter)
  const columns = useColumns()
  const placeChoice = (name: 'from' | 'to', label: string) => (
    <Select
      allowClear
      aria-label={label}
      placeholder={label}
      value={oneOf(view[name]) ?? null}
      onChange={(place) => setView({ [name]: place })}
      options={places.map(({ id, name: called }) => ({ value: id, label: called }))}
      className={styles.filter ?? ''}
    />
  )
  return (
    <Page
      title={say('transfers')}
      from={{ to: paths.stock(), title: say('title') }}
      tools={
        may('stock.transfer') && (
          <Button type="primary" onClick={() => go(paths.newTransfer())}>
            {say('transfer_new')}
          </Button>
        )
      }
    >
      <search className={styles.filters}>
        <Select
          allowClear
          aria-label={say('status')}
          placeholder={say('all_statuses')}
          value={filter.status ?? null}
          onChange={(status) => setView({ status })}
          options={transferStatuses.map((each) => ({ value: each, label: say(`transfer_status_${each}`) }))}
          className={styles.filter ?? ''}
        />
        {placeChoice('from', say('from_place'))}
        {placeChoice('to', say('to_place'))}
      </search>
      {list.error && list.items.length === 0 ? (
        <Fault error={list.error} onRetry={list.readAgain} />
      ) : (
        <RecordTable<Transfer>
          list={list}
          columns={isNarrow ? columns.slice(0, 3) : columns}
          empty={<EmptyState title={say('transfer_empty')} says={say('transfer_empty_says')} />}
          onOpen={({ id }) => go(paths.transfer(id))}
        />
      )}
    </Page>
  )
}

function useColumns(): TableColumnsType<Transfer> {
  const say = useStockWords()
  const { nameOf } = usePlaces()
  return [
    {
      title: `${say('from_place')} → ${say('to_place')}`,
      render: (_, { id, fromLocationId, toLocationId }) => (
        <PageLink to={paths.transfer(id)} onClick={(event) => event.stopPropagation()}>
          {nameOf(fromLocationId)} → {nameOf(toLocationId)}
        </PageLink>
      ),
    },
    { title: say('status'), render: (_, { status }) => <TransferStatusTag status={status} /> },
    { title: say('transfer_units'), dataIndex: 'quantity', align: 'right', className: 'figure' },
    { title: say('transfer_sent'), dataIndex: 'sent', align: 'right', className: 'figure' },
    { title: say('transfer_received'), dataIndex: 'received', align: 'right', className: 'figure' },
    { title: say('reference'), dataIndex: 'reference' },
    { title: say('transfer_created_at'), render: (_, { createdAt }) => <Moment at={createdAt} /> },
  ]
}
