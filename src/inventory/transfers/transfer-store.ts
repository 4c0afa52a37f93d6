import { sql } from 'kysely'
import { insertRows, rowSource } from '../../platform/db/bulk.ts'
import type { Transaction } from '../../platform/db/transaction.ts'
import { DomainError } from '../../platform/errors.ts'
import { publish } from '../../platform/events.ts'
import type { StockContext } from '../allocation-store.ts'
import { type TransferEvent, transferEvent } from './events.ts'
import type { StockTransfer, TransferLine } from './stock-transfer.ts'

/**
 * Locks a transfer and reads its lines.
 * @throws DomainError not_found `transfer_not_found`
 */
export async function lockTransfer(tx: Transaction, transferId: string): Promise<StockTransfer> {
  const header = await tx.row<Omit<StockTransfer, 'lines'>>(sql`
    select id, from_location_id, to_location_id, status, reference, version, created_at from stock_transfers
    where merchant_id = ${tx.merchantId} and id = ${transferId} for no key update`)
  if (header === undefined) throw new DomainError('not_found', 'transfer_not_found', { facts: { transferId } })
  const lines = await tx.rows<TransferLine>(sql`
    select line_number, item_id, quantity, sent, received from stock_transfer_lines
    where merchant_id = ${tx.merchantId} and transfer_id = ${transferId} order by line_number`)
  return { ...header, lines }
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
