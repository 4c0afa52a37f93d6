import { type RawBuilder, sql } from 'kysely'
import { locationScope } from '../../locations/location.ts'
import { uuidList } from '../../platform/db/bulk.ts'
import { idTime } from '../../platform/ids.ts'
import { namesWithin, type Scoped } from '../../platform/scope.ts'
import type { StockTransfer, TransferLine, TransferStatus } from './stock-transfer.ts'
import { isTransferWithin } from './transfer-store.ts'

/** A transfer in a list: its lines as sums. */
export type TransferSummary = Omit<StockTransfer, 'lines'> & {
  lineCount: number
  quantity: number
  sent: number
  received: number
}

/** A transfer with the names of its items. */
export type NamedTransfer = Omit<StockTransfer, 'lines'> & { lines: (TransferLine & { sku: string; name: string })[] }

/** What a list of transfers may be narrowed to. */
export type TransferFilter = {
  status?: TransferStatus | undefined
  fromLocationId?: string | undefined
  toLocationId?: string | undefined
  ids?: readonly string[] | undefined
}

type TransferPage = { limit: number; after?: string | undefined }

/** Transfers newest first, before the id `after`; of those from or to a place that the caller may act at. */
export function findTransfers(asking: Scoped, filter: TransferFilter, page: TransferPage): Promise<TransferSummary[]> {
  return asking.tx.rows(sql`
    select ${header}, l.* from (select * ${transfersOf(asking, filter, page)}) t
    cross join lateral (
      select count(*) as line_count, sum(quantity) as quantity, sum(sent) as sent, sum(received) as received
      from stock_transfer_lines where merchant_id = ${asking.tx.merchantId} and transfer_id = t.id
    ) l
    order by t.id desc`)
}

/** The `id` and `position` of the transfers that a filter finds, newest first. */
export function matchingTransfers(asking: Scoped, filter: TransferFilter, page: TransferPage): RawBuilder<unknown> {
  return sql`
    select m.id, row_number() over (order by m.id desc) as position from (select t.id ${transfersOf(asking, filter, page)}) m`
}

function transfersOf(
  { tx, scope }: Scoped,
  { status, fromLocationId, toLocationId, ids }: TransferFilter,
  page: TransferPage,
): RawBuilder<unknown> {
  const before = page.after === undefined ? sql`` : sql`and t.id < ${page.after}`
  const ofStatus = status === undefined ? sql`` : sql`and t.status = ${status}`
  const fromPlace = fromLocationId === undefined ? sql`` : sql`and t.from_location_id = ${fromLocationId}`
  const toPlace = toLocationId === undefined ? sql`` : sql`and t.to_location_id = ${toLocationId}`
  const ofIds = ids === undefined ? sql`` : sql`and t.id = any(${uuidList(ids)})`
  const where = sql`t.merchant_id = ${tx.merchantId} ${before} ${ofStatus} ${fromPlace} ${toPlace} ${ofIds}`
  const places = namesWithin(scope, locationScope)
  const mine = places === undefined ? sql`` : sql`and t.id = any(array(${newestOf(places, where, page.limit)}))`
  return sql`from stock_transfers t where ${where} ${mine} order by t.id desc limit ${page.limit}`
}

/** The newest transfers of each place: each end has an index of its own. */
function newestOf(places: readonly string[], where: RawBuilder<unknown>, limit: number): RawBuilder<unknown> {
  const ofEnd = (column: RawBuilder<unknown>) => sql`
    select newest.id from unnest(${uuidList(places)}) place(id)
    cross join lateral (
      select t.id from stock_transfers t where ${where} and ${column} = place.id order by t.id desc limit ${limit}
    ) newest`
  return sql`
    select mine.id from (${ofEnd(sql`t.from_location_id`)} union ${ofEnd(sql`t.to_location_id`)}) mine
    order by mine.id desc limit ${limit}`
}

/** How many transfers are on their way, counted up to `most`, and since when there is one; not since when where there are more. */
export async function countOnTheWay(asking: Scoped, most: number): Promise<{ count: number; since: Date | null }> {
  const row = await asking.tx.row<{ count: number; oldest: string | null }>(sql`
    select count(*) as count, min(t.id::text) as oldest
    from (select t.id ${transfersOf(asking, { status: 'in_transit' }, { limit: most })}) t`)
  const { count = 0, oldest = null } = row ?? {}
  return { count, since: oldest === null || count === most ? null : idTime(oldest) }
}

/** One transfer with its lines, if the caller may see it. */
export async function findTransfer({ tx, scope }: Scoped, transferId: string): Promise<NamedTransfer | undefined> {
  const [transfer, lines] = await Promise.all([
    tx.row<Omit<NamedTransfer, 'lines'>>(sql`
      select ${header} from stock_transfers t where t.merchant_id = ${tx.merchantId} and t.id = ${transferId}`),
    tx.rows<NamedTransfer['lines'][number]>(sql`
      select l.line_number, l.item_id, v.sku, v.name, l.quantity, l.sent, l.received from stock_transfer_lines l
      join variants v on v.merchant_id = l.merchant_id and v.id = l.item_id
      where l.merchant_id = ${tx.merchantId} and l.transfer_id = ${transferId} order by l.line_number`),
  ])
  return transfer === undefined || !isTransferWithin(scope, transfer) ? undefined : { ...transfer, lines }
}

const header = sql`t.id, t.from_location_id, t.to_location_id, t.status, t.reference, t.version, t.created_at`
