import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { createStockTest, type StockTest } from '../../test/support/stock.ts'
import type { Query } from '../platform/db/database.ts'
import type { Transaction } from '../platform/db/transaction.ts'
import { newId } from '../platform/ids.ts'
import { findMovements } from './movement-queries.ts'
import { findLevels } from './stock-queries.ts'
import { findTransfers } from './transfers/transfer-queries.ts'

// Under row-level security an index is used only for operators that leak nothing (design section 6). These tables hold
// enough rows that any other plan shows.
let stock: StockTest
let itemId: string

before(async () => {
  stock = await createStockTest()
  const { merchantId, owner, places } = stock
  itemId = await stock.addVariant('MANY')
  const other = newId(new Date())
  await owner.query(
    `insert into variants
       (merchant_id, id, product_id, sku, name, options, kind, unit, weight_grams, tax_class, status)
     select p.merchant_id, gen_random_uuid(), p.id, 'S' || n, '', '{}', 'stocked', 'piece', 0, 'standard', 'active'
     from products p, generate_series(1, 4000) n`,
  )
  for (const merchant of [merchantId, other]) {
    await owner.query(
      `insert into inventory_levels (merchant_id, item_id, location_id)
       select $1, v.id, p.id from variants v, unnest($2::uuid[]) as p(id)`,
      [merchant, [places.north, places.south]],
    )
  }
  await owner.query(
    `insert into stock_movements
     select $1, $2, $3, gen_random_uuid(), 1, 'receive', gen_random_uuid(), '', 'system:test', now()
     from generate_series(1, 8000)`,
    [merchantId, itemId, places.north],
  )
  await owner.query(
    `insert into stock_transfers
     select $1, gen_random_uuid(), $2, $3, 'received', '', 1, now() from generate_series(1, 5000)`,
    [merchantId, places.north, places.south],
  )
  await owner.query('analyze variants, inventory_levels, stock_movements, stock_transfers')
})

after(() => stock.close())

/** The plan of every statement of a reading use case, as the application's role. */
async function planOf(read: (tx: Transaction) => Promise<unknown>): Promise<string> {
  const plans: Promise<{ queryPlan?: string; 'QUERY PLAN': string }[]>[] = []
  await stock.query(async (tx) => {
    const explain = async (query: Query<unknown>): Promise<never[]> => {
      if ('text' in query) throw new Error('written with the sql tag only')
      plans.push(tx.rows(sql`explain (costs off) ${query}`))
      return []
    }
    await read({ ...tx, rows: explain, row: async (query) => (await explain(query))[0] })
    await Promise.all(plans)
  })
  return (await Promise.all(plans)).flat().flatMap(Object.values).join('\n')
}

const big = /Seq Scan on (variants|inventory_levels|stock_movements|stock_transfers)/

test('pages of levels come from an index, by the place where the page before ended', async () => {
  const place = { item: itemId, locationId: stock.places.north }
  const page = { sort: 'item', limit: 51, after: place } as const
  for (const filter of [{}, { locationId: place.locationId }, { itemId }, { sku: 'MANY' }, { toPromiseAtMost: 0 }]) {
    const plan = await planOf((tx) => findLevels({ tx, scope: {} }, filter, page))
    assert.doesNotMatch(plan, big)
    assert.match(plan, /Index (Only )?Scan using inventory_levels_(pkey|by_location)/)
  }
  const plan = await planOf((tx) => findLevels({ tx, scope: {} }, {}, page))
  assert.match(plan, /Index Cond: .*ROW\(item_id, location_id\) > ROW\(/)
})

test('pages of movements come from an index, also over all places', async () => {
  const page = { limit: 51, after: { id: newId(new Date()), balance: 0 } }
  for (const locationId of [stock.places.north, undefined]) {
    const plan = await planOf((tx) => findMovements({ tx, scope: {} }, { itemId, locationId }, page))
    assert.doesNotMatch(plan, big)
    assert.match(plan, /Index Scan Backward using stock_movements_pkey[^\n]*\n\s*Index Cond: .*id < /)
  }
})

test('pages of transfers come from an index', async () => {
  const page = { limit: 51, after: newId(new Date()) }
  for (const filter of [{}, { status: 'in_transit' } as const]) {
    const plan = await planOf((tx) => findTransfers({ tx, scope: {} }, filter, page))
    assert.doesNotMatch(plan, big)
    assert.match(plan, /Index Cond: .*id < /)
  }
})

test('archived goods of which nothing is left are left out, those of which something is there are not', async () => {
  const { owner } = stock
  await owner.query(`update variants set status = 'archived' where sku in ('S1', 'S2')`)
  await owner.query(
    `update inventory_levels l set incoming = 1 from variants v
     where v.id = l.item_id and v.sku = 'S2' and l.location_id = $1 and l.merchant_id = $2`,
    [stock.places.north, stock.merchantId],
  )
  const find = (sku: string, archivedEmpty?: 'left_out') =>
    stock.query((tx) => findLevels({ tx, scope: {} }, { sku, archivedEmpty }, { sort: 'sku', limit: 10 }))
  assert.equal((await find('S1')).length, 2)
  assert.deepEqual(await find('S1', 'left_out'), [])
  assert.deepEqual(
    (await find('S2', 'left_out')).map(({ locationId }) => locationId),
    [stock.places.north],
  )
  assert.equal((await find('S3', 'left_out')).length, 2)
})
