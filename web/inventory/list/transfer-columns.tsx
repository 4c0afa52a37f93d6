import type { listTransfersContract } from '../../../src/inventory/transfers/contract.ts'
import { usePlaces } from '../../locations/use-places.ts'
import { paths } from '../../paths.ts'
import type { ItemOf } from '../../platform/call.ts'
import type { ListColumn } from '../../platform/list/columns.ts'
import { Moment } from '../../platform/ui/Moment.tsx'
import { PageLink } from '../../platform/ui/PageLink.tsx'
import styles from '../stock.module.css'
import { TransferStatusTag } from '../TransferStatus.tsx'
import { useStockWords } from '../words.ts'

type Transfer = ItemOf<typeof listTransfersContract>

/** A transfer by its places. */
export function useTransferName(): (transfer: Transfer) => string {
  const { nameOf } = usePlaces()
  return ({ fromLocationId, toLocationId }) => `${nameOf(fromLocationId)} → ${nameOf(toLocationId)}`
}

/** Every column that the list of transfers can have. */
export function useTransferColumns(): ListColumn<Transfer>[] {
  const say = useStockWords()
  const nameOf = useTransferName()
  const units = (key: 'lineCount' | 'quantity' | 'sent' | 'received', title: string): ListColumn<Transfer> => ({
    ...{ key, title, width: 90, align: 'end' },
    show: ({ [key]: count }) => <span className="figure">{count}</span>,
  })
  return [
    {
      ...{ key: 'places', title: `${say('from_place')} → ${say('to_place')}`, width: 240, isFixed: true },
      show: (transfer) => <PageLink to={paths.transfer(transfer.id)}>{nameOf(transfer)}</PageLink>,
    },
    { key: 'status', title: say('status'), width: 140, show: ({ status }) => <TransferStatusTag status={status} /> },
    units('quantity', say('transfer_units')),
    units('sent', say('transfer_sent')),
    units('received', say('transfer_received')),
    { key: 'reference', title: say('reference'), width: 180, show: ({ reference }) => reference },
    {
      ...{ key: 'createdAt', title: say('transfer_created_at'), width: 150 },
      show: ({ createdAt }) => <Moment at={createdAt} />,
    },
    { ...units('lineCount', say('transfer_lines')), isOptional: true },
  ]
}

/** A transfer on a phone. */
export function NarrowTransfer({ transfer }: { transfer: Transfer }) {
  const say = useStockWords()
  const nameOf = useTransferName()
  const { id, status, quantity, reference, createdAt } = transfer
  return (
    <>
      <div className={styles.narrow}>
        <PageLink to={paths.transfer(id)}>{nameOf(transfer)}</PageLink>
        <TransferStatusTag status={status} />
      </div>
      <div className={`${styles.narrow} ${styles.quiet}`}>
        <span>
          {say('transfer_units')} <span className="figure">{quantity}</span>
        </span>
        <span>{reference}</span>
        <Moment at={createdAt} />
      </div>
    </>
  )
}
