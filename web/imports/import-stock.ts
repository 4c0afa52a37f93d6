import type { adjustStockContract, listLevelsContract } from '../../src/inventory/contract.ts'
import type { listLocationsContract } from '../../src/locations/contract.ts'
import { Refusal } from '../doors/page/call.ts'
import { call, type ItemOf, preview } from '../platform/call.ts'
import { readWhole } from '../platform/export-table.ts'
import type { ImportKind, ImportRow, ImportWork, RowResult } from './import-kind.ts'
import { type Sent, sendRows } from './send-rows.ts'

type Line = { sku: string; quantity: number }

/** Counts of stock by table: what was counted stands in the row, and what there is becomes that. A second time nothing differs. */
export const stockImport: ImportKind = {
  key: 'stock',
  stale: ['/stock/levels', '/stock/items', '/stock/totals'],
  sample: { place: 'WH-1', sku: 'LJ-250', counted: '42' },
  fields: [
    {
      key: 'place',
      isNeeded: true,
      names: ['地点编码', 'Place code', '仓库', '仓库编码', '地点', 'location', 'warehouse'],
    },
    { key: 'sku', isNeeded: true, names: ['SKU', 'SKU', '编码', '商品编码', '货号', 'item code'] },
    { key: 'counted', isNeeded: true, names: ['盘点数量', 'Counted', '数量', '实盘数', '库存', 'quantity', 'on hand'] },
  ],
  work: importCounts,
}

async function importCounts(rows: readonly ImportRow[], work: ImportWork): Promise<void> {
  const places = await work.reach(readPlaces)
  const results = new Map<number, RowResult>()
  const byPlace = new Map<string, { index: number; sku: string; counted: number }[]>()
  const named = new Set<string>()
  rows.forEach((row, index) => {
    const name = JSON.stringify([row.place, row.sku])
    // The difference of a second one would be posted on top of the first.
    const word = faultOf(row, places) ?? (named.has(name) ? 'row_twice' : undefined)
    named.add(name)
    if (word !== undefined) results.set(index, { state: 'wrong', word })
    else {
      const placeId = places.get(row.place ?? '')?.id ?? ''
      byPlace.set(placeId, [
        ...(byPlace.get(placeId) ?? []),
        { index, sku: row.sku ?? '', counted: Number(row.counted) },
      ])
    }
  })
  work.tell(results)
  for (const [locationId, counts] of byPlace) await importPlace(locationId, counts, work)
}

async function readPlaces(): Promise<Map<string, ItemOf<typeof listLocationsContract>>> {
  const places = new Map<string, ItemOf<typeof listLocationsContract>>()
  for await (const place of readWhole<typeof listLocationsContract>('/locations', {})) places.set(place.code, place)
  return places
}

/** What is on hand in a place, by SKU. */
async function readLevels(locationId: string): Promise<Map<string, number>> {
  const there = new Map<string, number>()
  for await (const level of readWhole<typeof listLevelsContract>('/stock/levels', { locationId })) {
    there.set(level.sku, level.onHand)
  }
  return there
}

function faultOf({ place, sku, counted }: ImportRow, places: ReadonlyMap<string, unknown>): RowResult['word'] {
  if (place === undefined || sku === undefined || counted === undefined) return 'row_needs'
  if (!/^\d{1,7}$/.test(counted)) return 'row_number_wrong'
  return places.has(place) ? undefined : 'row_place_unknown'
}

async function importPlace(
  locationId: string,
  counts: readonly { index: number; sku: string; counted: number }[],
  work: ImportWork,
): Promise<void> {
  const there = await work.reach(() => readLevels(locationId))
  const same = new Map<number, RowResult>()
  const sent = counts.flatMap(({ index, sku, counted }): Sent<Line>[] => {
    const quantity = counted - (there.get(sku) ?? 0)
    if (quantity !== 0) return [{ item: { sku, quantity }, rows: [index] }]
    same.set(index, { state: 'there' })
    return []
  })
  work.tell(same)
  const send = (lines: readonly Line[], key: string) => adjust(locationId, lines, work.isTrial ? undefined : key)
  const keyOf = (content: unknown) => work.keyOf([locationId, content])
  // What takes away may need approval, and then waits as a whole: what adds does not wait with it.
  const adds = ({ item }: Sent<Line>) => item.quantity > 0
  for (const lines of [sent.filter(adds), sent.filter((each) => !adds(each))]) {
    await sendRows(lines, send, { ...work, keyOf, most: 200 })
  }
}

/** Without a key it is only tried. What an earlier count of these goods asked for and nobody has decided is left alone. */
async function adjust(locationId: string, lines: readonly Line[], key: string | undefined): Promise<RowResult[]> {
  try {
    return await adjustAll(locationId, lines, key)
  } catch (error) {
    const asked = skusThatWait(error)
    const others = lines.filter(({ sku }) => !asked.has(sku))
    if (others.length === lines.length) throw error
    const rest = others.length === 0 ? [] : await adjust(locationId, others, key && `${key}-others`)
    const results = new Map(others.map(({ sku }, n) => [sku, rest[n] as RowResult]))
    return lines.map(({ sku }) => results.get(sku) ?? { state: 'asked' })
  }
}

function skusThatWait(error: unknown): ReadonlySet<string> {
  if (!(error instanceof Refusal) || error.code !== 'count_waits') return new Set()
  const skus: unknown = error.facts.skus
  return new Set(Array.isArray(skus) ? skus.map(String) : [])
}

async function adjustAll(
  locationId: string,
  lines: readonly Line[],
  idempotencyKey: string | undefined,
): Promise<RowResult[]> {
  const body = { locationId, reason: 'count' as const, lines: [...lines] }
  if (idempotencyKey === undefined) {
    const { status } = await preview<typeof adjustStockContract>('POST', '/stock/adjustments', body)
    return lines.map(() => ({ state: status === 202 ? 'waits' : 'changed' }))
  }
  const answer: object = await call<typeof adjustStockContract>('POST', '/stock/adjustments', body, { idempotencyKey })
  return lines.map(() => ({ state: 'lines' in answer ? 'changed' : 'waits' }))
}
