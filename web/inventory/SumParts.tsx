import { Table, type TableColumnsType } from 'antd'
import { usePlaces } from '../locations/use-places.ts'
import { paths } from '../paths.ts'
import { Moment } from '../platform/ui/Moment.tsx'
import { PageLink } from '../platform/ui/PageLink.tsx'
import type { Explanation, Term } from './explanation.ts'
import { StockUses } from './StockUses.tsx'
import { signed } from './signed.ts'
import styles from './stock.module.css'
import { type StockWord, useStockWords } from './words.ts'

/** What one term of the sum is made of. */
export function SumParts({ term, explanation }: { term: Term; explanation: Explanation }) {
  const say = useStockWords()
  switch (term) {
    case 'on_hand':
      return <MovementGroups explanation={explanation} />
    case 'allocated':
    case 'reserved':
      return <StockUses explanation={explanation} kind={term} />
    case 'incoming':
      return <Coming explanation={explanation} />
    case 'unavailable':
    case 'safety_stock':
      return <p className={styles.quiet}>{say(`sum_${term}`)}</p>
  }
}

type Group = Explanation['movements'][number]

function MovementGroups({ explanation }: { explanation: Explanation }) {
  const say = useStockWords()
  const columns: TableColumnsType<Group> = [
    { title: say('kind'), render: (_, { kind }) => say(`movement_${kind}`) },
    { title: say('reason'), render: (_, { reason }) => say(`reason_${reason}` as StockWord) },
    { title: '', render: (_, { movements }) => say('movement_count', { count: movements }) },
    { title: say('time'), responsive: ['md'], render: (_, { lastAt }) => <Moment at={lastAt} /> },
    { title: say('change'), align: 'right', className: 'figure', render: (_, { quantity }) => signed(quantity) },
  ]
  return (
    <Table<Group>
      rowKey={({ kind, reason }) => `${kind} ${reason}`}
      size="small"
      pagination={false}
      columns={columns}
      dataSource={explanation.movements}
      locale={{ emptyText: say('no_movements') }}
      title={() => say('movements_by', { count: explanation.level.onHand })}
    />
  )
}

type Transfer = Explanation['transfers'][number]

function Coming({ explanation }: { explanation: Explanation }) {
  const say = useStockWords()
  const { nameOf } = usePlaces()
  const columns: TableColumnsType<Transfer> = [
    {
      title: say('transfer_title'),
      render: (_, { transferId, reference, fromLocationId }) => (
        <PageLink to={paths.transfer(transferId)}>{reference || `${nameOf(fromLocationId)} →`}</PageLink>
      ),
    },
    { title: say('from_place'), render: (_, { fromLocationId }) => nameOf(fromLocationId) },
    { title: say('quantity'), dataIndex: 'quantity', align: 'right', className: 'figure' },
  ]
  return (
    <Table<Transfer>
      rowKey="transferId"
      size="small"
      pagination={false}
      columns={columns}
      dataSource={explanation.transfers}
      locale={{ emptyText: say('no_transfers') }}
    />
  )
}
