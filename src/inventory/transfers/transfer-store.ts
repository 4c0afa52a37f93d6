import { sql } from 'kysely'
import { locationScope } from '../../locations/location.ts'
import { insertRows, rowSource } from '../../platform/db/bulk.ts'
import { DomainError } from '../../platform/errors.ts'
import { publish } from '../../platform/events.ts'
import { isWithin, requireWithin, type Scope, type Scoped } from '../../platform/scope.ts'
import type { StockContext } from '../allocation-store.ts'
import { type TransferEvent, transferEvent } from './events.ts'
import type { StockTransfer, TransferLine } from './stock-transfer.ts'

/**
 * Locks a transfer and reads its lines. `side` is whose act it is: the place that sends, or the one that receives; who is
 * narrowed to neither of them does not find the transfer.
 * @throws DomainError not_found `transfer_not_found`; forbidden `out_of_scope` for who has the other side only
 */
export async function lockTransfer(
  { tx, scope }: Scoped,
  transferId: string,
  side: 'from' | 'to',
): Promise<StockTransfer> {
  const header = await tx.row<Omit<StockTransfer, 'lines'>>(sql`
    select id, from_location_id, to_location_id, status, reference, version, created_at from stock_transfers
    where merchant_id = ${tx.merchantId} and id = ${transferId} for no key update`)
  if (header === undefined || !isTransferWithin(scope, header)) {
    throw new DomainError('not_found', 'transfer_not_found', { facts: { transferId } })
  }
  const field = side === 'from' ? 'fromLocationId' : 'toLocationId'
  requireWithin(scope, locationScope, { name: header[field], field })
  const lines = await tx.rows<TransferLine>(sql`
    select line_number, item_id, quantity, sent, received from stock_transfer_lines
    where merchant_id = ${tx.merchantId} and transfer_id = ${transferId} order by line_number`)
  return { ...header, lines }
}

/** Whether someone may see a transfer: who may act at one of its ends. */
export function isTransferWithin(
  scope: Scope | undefined,
  { fromLocationId, toLocationId }: Pick<StockTransfer, 'fromLocationId' | 'toLocationId'>,
): boolean {
  return isWithin(scope, locationScope, fromLocationId) || isWithin(scope, locationScope, toLocationId)
}

/** Writes a new transfer, and tells it. */
export async function insertTransfer({ tx, now, actor }: StockContext, transfer: StockTransfer): Promise<void> {
  const lines = transfer.lines.map((line) => ({ ...line, transferId: transfer.id }))
  await tx.run(
    insertRows(
      tx.merchantId,
      'stock_transfers',
      ['id', 'fromLocationId', 'toLocationId', 'status', 'reference', 'version', 'createdAt'],
      [transfer],
    ),
  )
  await tx.run(
    insertRows(tx.merchantId, 'stock_transfer_lines', ['transferId', 'lineNumber', 'itemId', 'quantity'], lines),
  )
  await publish(tx, [transferEvent('stock.transfer_created', { after: transfer }, transfer.lines, { at: now, actor })])
}

/** Saves what an action made of a locked transfer as its next version, and tells it; answers it as saved. */
export async function saveTransfer(
  { tx, now, actor }: StockContext,
  type: TransferEvent['type'],
  change: { before: StockTransfer; after: StockTransfer },
  moved: readonly { itemId: string }[] = change.after.lines,
): Promise<StockTransfer> {
  const after = { ...change.after, version: change.before.version + 1 }
  const columns = { lineNumber: 'int2', sent: 'int4', received: 'int4' } as const
  await tx.run(sql`
    update stock_transfers set status = ${after.status}, version = ${after.version}
    where merchant_id = ${tx.merchantId} and id = ${after.id}`)
  await tx.run(sql`
    update stock_transfer_lines l set sent = c.sent, received = c.received from ${rowSource('c', columns, after.lines)}
    where l.merchant_id = ${tx.merchantId} and l.transfer_id = ${after.id} and l.line_number = c.line_number
      and (l.sent <> c.sent or l.received <> c.received)`)
  await publish(tx, [transferEvent(type, { before: change.before, after }, moved, { at: now, actor })])
  return after
}
