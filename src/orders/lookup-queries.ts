import { sql } from 'kysely'
import type { QueryContext } from '../platform/command.ts'
import { textList, uuidList } from '../platform/db/bulk.ts'
import type { Transaction } from '../platform/db/transaction.ts'
import { isNarrowed, withinChannels, withinPlaces } from './order-scope-queries.ts'
import { ordersOfTracking } from './parcel-queries.ts'
import { type OrderRow, orderColumns } from './row-queries.ts'

/** Which orders numbers are of, and which numbers are of none. */
export type LookUp = {
  items: OrderRow[]
  found: { number: string; orderIds: string[] }[]
  notFound: string[]
}

/** Finds orders by their own numbers, those of their channels, and those of their parcels, as far as the caller may see them. */
export async function lookUpOrders({ tx, scope }: QueryContext, given: readonly string[]): Promise<LookUp> {
  const numbers = [...new Set(given.map((number) => number.trim()))]
  const numbered = await findNumbered(tx, numbers)
  const named = new Map<string, Set<string>>(numbers.map((number) => [number, new Set()]))
  for (const { number, orderId } of numbered) named.get(number)?.add(orderId)
  const ids = [...new Set([...named.values()].flatMap((orderIds) => [...orderIds]))]
  const rows = await tx.rows<OrderRow>(sql`
    select ${orderColumns} from orders o
    where o.merchant_id = ${tx.merchantId} and o.id = any(${uuidList(ids)})
      ${isNarrowed(scope) ? sql`${withinChannels(scope)} ${withinPlaces({ tx, scope })}` : sql``}`)
  const visible = new Map(rows.map((row) => [row.id, row]))
  const results = [...named].map(([number, orderIds]) => ({
    number,
    orderIds: [...orderIds].filter((id) => visible.has(id)).sort(),
  }))
  const inOrder = new Set(results.flatMap(({ orderIds }) => orderIds))
  return {
    items: [...inOrder].map((id) => visible.get(id) as OrderRow),
    found: results.filter(({ orderIds }) => orderIds.length > 0),
    notFound: results.filter(({ orderIds }) => orderIds.length === 0).map(({ number }) => number),
  }
}

function findNumbered(tx: Transaction, numbers: readonly string[]): Promise<{ number: string; orderId: string }[]> {
  // As people read them out: 000123 and ＃123 are no numbers of ours.
  const own = numbers.filter((number) => /^[1-9]\d{0,14}$/.test(number))
  return tx.rows(sql`
    select o.number::text as number, o.id as order_id from orders o
    where o.merchant_id = ${tx.merchantId} and o.number = any(${textList(own)}::bigint[])
    union
    select x.external_id, x.id from orders x
    where x.merchant_id = ${tx.merchantId} and x.external_id = any(${textList(numbers)})
    union
    ${ordersOfTracking(tx, numbers)}`)
}
