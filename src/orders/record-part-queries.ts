import { sql } from 'kysely'
import type { QueryContext } from '../platform/command.ts'
import { searchAlternatives } from '../platform/crypto/search-tokens.ts'
import { uuidList } from '../platform/db/bulk.ts'
import type { Transaction } from '../platform/db/transaction.ts'
import { hasTokens, objectsWithTokens } from '../platform/search-index.ts'
import type { OrderFilter } from './filter-contract.ts'
import { holdKinds } from './order.ts'
import { hasCarrier, idsOfCarrier, ordersOfTracking } from './parcel-queries.ts'
import { type Branch, type IdSelect, oneOf, type Part, type Probe } from './part-queries.ts'

/** Something that stands beside the order, and is asked of its id. */
export type RecordPart = Part & { condition: Probe }

/** What is kept beside the order. `offset 0` keeps each condition a probe by the order's id. */
export function recordParts(context: QueryContext, filter: OrderFilter): Part[] {
  const { tx } = context
  const { locationId, sku, carrier, holdKind, held, hasNotes, lacking, cancellationRequested } = filter
  const kinds = holdKind ?? (held === 'true' ? holdKinds : undefined)
  return [
    locationId === undefined ? [] : placesPart(tx, locationId),
    sku === undefined ? [] : skuPart(tx, sku),
    carrier === undefined ? [] : carriersPart(tx, carrier),
    kinds === undefined ? [] : holdsPart(tx, kinds),
    hasNotes !== 'true' ? [] : notesPart(tx),
    lacking === 'true' ? lackingPart(tx) : [],
    cancellationRequested === 'true' ? cancellationPart(tx) : [],
    textPart(context, filter),
  ].flat()
}

function placesPart({ merchantId }: Transaction, places: readonly string[]): Part {
  const branches = [...new Set(places)].map((place): Branch => {
    const ids: IdSelect = (inRange) => sql`
      select p.order_id as id from order_places p
      where p.merchant_id = ${merchantId} and p.location_id = ${place} ${inRange(sql`p.order_id`)}`
    return { ids }
  })
  const condition: Probe = (id) => sql`exists (
    select 1 from order_places p
    where p.merchant_id = ${merchantId} and p.location_id = any(${uuidList(places)}) and p.order_id = ${id} offset 0)`
  return { branches, condition, ...(branches.length > 1 && { repeats: true as const }) }
}

function skuPart({ merchantId }: Transaction, sku: string): Part {
  const variant = sql`(select v.id from variants v where v.merchant_id = ${merchantId} and v.sku = ${sku})`
  const ids: IdSelect = (inRange) => sql`
    select l.order_id as id from order_lines l
    where l.merchant_id = ${merchantId} and l.variant_id = ${variant} ${inRange(sql`l.order_id`)}`
  const condition: Probe = (id) => sql`exists (
    select 1 from order_lines l
    where l.merchant_id = ${merchantId} and l.order_id = ${id} and l.variant_id = ${variant} offset 0)`
  return { branches: [{ ids }], condition, repeats: true }
}

function carriersPart(tx: Transaction, carriers: readonly string[]): Part {
  const branches = [...new Set(carriers)].map((code): Branch => ({ ids: (inRange) => idsOfCarrier(tx, code, inRange) }))
  return { branches, condition: hasCarrier(tx, carriers), repeats: true }
}

function holdsPart(tx: Transaction, kinds: readonly string[]): RecordPart {
  const branches = kinds.map((kind): Branch => {
    const ids: IdSelect = (inRange) => sql`
      select h.order_id as id from order_holds h
      where h.merchant_id = ${tx.merchantId} and h.kind = ${kind} and h.released_at is null ${inRange(sql`h.order_id`)}`
    return { ids }
  })
  return { branches, condition: hasHold(tx, kinds), repeats: true }
}

function hasHold({ merchantId }: Transaction, kinds: readonly string[]): Probe {
  return (id) => sql`exists (
    select 1 from order_holds h
    where h.merchant_id = ${merchantId} and h.order_id = ${id} and h.released_at is null and ${oneOf(sql`h.kind`, kinds)} offset 0)`
}

function notesPart(tx: Transaction): RecordPart {
  const ids: IdSelect = (inRange) => sql`
    select n.order_id as id from order_notes n where n.merchant_id = ${tx.merchantId} ${inRange(sql`n.order_id`)}`
  return { branches: [{ ids }], condition: hasNote(tx), repeats: true }
}

function hasNote({ merchantId }: Transaction): Probe {
  return (id) =>
    sql`exists (select 1 from order_notes n where n.merchant_id = ${merchantId} and n.order_id = ${id} offset 0)`
}

function lackingPart(tx: Transaction): RecordPart {
  const ids: IdSelect = (inRange) => sql`
    select l.order_id as id from order_lines l
    where l.merchant_id = ${tx.merchantId} and l.backordered > 0 ${inRange(sql`l.order_id`)}`
  return { branches: [{ ids }], condition: lacksGoods(tx), repeats: true }
}

function lacksGoods({ merchantId }: Transaction): Probe {
  return (id) => sql`exists (
    select 1 from order_lines l
    where l.merchant_id = ${merchantId} and l.order_id = ${id} and l.backordered > 0 offset 0)`
}

/** Of an order at most one waits. */
function cancellationPart(tx: Transaction): RecordPart {
  const ids: IdSelect = (inRange) => sql`
    select c.order_id as id from order_cancellations c
    where c.merchant_id = ${tx.merchantId} and c.status = 'requested' ${inRange(sql`c.order_id`)}`
  return { branches: [{ ids }], condition: hasCancellation(tx) }
}

function hasCancellation({ merchantId }: Transaction): Probe {
  return (id) => sql`exists (
    select 1 from order_cancellations c
    where c.merchant_id = ${merchantId} and c.order_id = ${id} and c.status = 'requested' offset 0)`
}

/** What an order must not have: nearly all have none of it, so that a search does not begin with those that have not. */
export function excludedParts(tx: Transaction, filter: OrderFilter): RecordPart[] {
  return [
    ...(filter.held === 'false' ? [holdsPart(tx, holdKinds)] : []),
    ...(filter.hasNotes === 'false' ? [notesPart(tx)] : []),
    ...(filter.lacking === 'false' ? [lackingPart(tx)] : []),
    ...(filter.cancellationRequested === 'false' ? [cancellationPart(tx)] : []),
  ]
}

/** By the order's number, a channel's number, a parcel's, or anything of the contact that its tokens know. */
function textPart({ tx, keys }: QueryContext, { text: typed }: OrderFilter): Part[] {
  if (typed === undefined) return []
  const { merchantId } = tx
  const text = typed.trim()
  const number = /^\d{1,15}$/.test(text) ? Number(text) : -1
  const alternatives = searchAlternatives(keys, text)
  const exactly = sql`
    select n.id from orders n where n.merchant_id = ${merchantId} and n.number = ${number}
    union all
    select e.id from orders e where e.merchant_id = ${merchantId} and e.external_id = ${text}
    union all
    select t.order_id from (${ordersOfTracking(tx, [text])}) t`
  return [
    {
      branches: [sql`${exactly} offset 0`, ...alternatives.map((one) => objectsWithTokens(tx, 'order', [one]))].map(
        (found): Branch => ({
          ids: (inRange) => sql`select f.id from (${found}) f(id) where true ${inRange(sql`f.id`)}`,
        }),
      ),
      condition: (id) => sql`(${id} = any(array(${exactly})) or ${hasTokens(tx, 'order', alternatives, id)})`,
      repeats: true,
    },
  ]
}
