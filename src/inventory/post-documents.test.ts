import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createStockTest, type StockTest } from '../../test/support/stock.ts'
import { type Outcome, only } from '../platform/batch.ts'
import { newId } from '../platform/ids.ts'
import { adjustStock } from './adjust-stock.ts'
import { changeLevels } from './level-store.ts'
import { receiveStock } from './receive-stock.ts'
import type { StockDocument } from './stock-document.ts'

let stock: StockTest

before(async () => {
  stock = await createStockTest()
})

after(() => stock.verifyAndClose())

function refusalOf(outcome: Outcome<StockDocument> | undefined): { code?: string; field?: string; facts?: object } {
  return outcome !== undefined && 'refusal' in outcome ? outcome.refusal : {}
}

async function countersOf(itemId: string, locationId: string) {
  const { rows } = await stock.owner.query(
    'select on_hand, allocated, oversell_limit from inventory_levels where item_id = $1 and location_id = $2',
    [itemId, locationId],
  )
  return rows[0]
}

test('a receipt names items by id, SKU or barcode, makes levels, and tells it', async () => {
  const first = await stock.addVariant('R-1')
  const second = await stock.addVariant('R-2')
  const third = await stock.addVariant('R-3', 'stocked', '6901234567892')
  const document = await stock.command(async (command) =>
    only(
      await receiveStock(command, [
        {
          locationId: stock.places.north,
          reference: 'PO 7',
          lines: [
            { itemId: first, quantity: 4 },
            { sku: 'R-2', quantity: 5 },
            { barcode: '6901234567892', quantity: 6 },
            { sku: 'R-1', quantity: 10 },
          ],
        },
      ]),
    ),
  )
  assert.deepEqual(
    document.lines.map(({ itemId, quantity, onHand }) => [itemId, quantity, onHand]),
    [
      [first, 4, 14],
      [second, 5, 5],
      [third, 6, 6],
      [first, 10, 14],
    ],
  )
  const { rows: events } = await stock.owner.query('select * from events where object_id = $1', [document.id])
  assert.equal(events.length, 1)
  assert.equal(events[0].type, 'stock.received')
  assert.deepEqual(events[0].data, { locationId: stock.places.north, itemIds: [first, second, third] })
  const { rows: deliveries } = await stock.owner.query('select * from event_deliveries where object_id = $1', [
    document.id,
  ])
  assert.equal(deliveries.length, 1)
})

test('each of many documents stands or falls alone, and a refused one writes nothing', async () => {
  const itemId = await stock.addVariant('M-1')
  await stock.addVariant('M-BUNDLE', 'bundle')
  await stock.addVariant('M-SERVICE', 'service')
  const { north, south, closed } = stock.places
  const receipt = (locationId: string, ...codes: string[]) => ({
    ...{ locationId, reference: '' },
    lines: codes.map((sku) => ({ sku, quantity: 2 })),
  })
  const outcomes = await stock.command((command) =>
    receiveStock(command, [
      receipt(north, 'M-1'),
      receipt(north, 'M-1', 'M-1', 'NONE'),
      receipt(north, 'M-BUNDLE'),
      receipt(north, 'M-SERVICE'),
      receipt(newId(new Date()), 'M-1'),
      receipt(closed, 'M-1'),
      receipt(south, 'M-1'),
    ]),
  )
  assert.deepEqual(
    outcomes.map((outcome) => [refusalOf(outcome).code, refusalOf(outcome).field]),
    [
      [undefined, undefined],
      ['unknown_sku', 'lines[2].sku'],
      ['item_not_stocked', 'lines[0].sku'],
      ['item_not_stocked', 'lines[0].sku'],
      ['unknown_location', 'locationId'],
      ['location_closed', 'locationId'],
      [undefined, undefined],
    ],
  )
  assert.equal((await countersOf(itemId, north)).on_hand, 2)
  assert.equal((await countersOf(itemId, south)).on_hand, 2)
  assert.equal(await countersOf(itemId, closed), undefined)
})

test('an adjustment never takes what orders are promised, and names the line', async () => {
  const kept = await stock.addVariant('A-KEPT')
  const free = await stock.addVariant('A-FREE')
  const { north } = stock.places
  const lines = [
    { itemId: kept, quantity: 10 },
    { itemId: free, quantity: 10 },
  ]
  await stock.command((command) => receiveStock(command, [{ locationId: north, reference: '', lines }]))
  await allocate(kept, 8)
  const adjust = (reference: string, ...quantities: number[]) => ({
    ...{ locationId: north, reason: 'damage' as const, reference },
    lines: [
      { sku: 'A-FREE', quantity: quantities[0] ?? 0 },
      { sku: 'A-KEPT', quantity: quantities[1] ?? 0 },
    ],
  })
  const outcomes = await stock.command((command) =>
    adjustStock(command, [
      adjust('one too many', -1, -3),
      adjust('all that is free', -10, -2),
      adjust('nothing is left', -1, 1),
    ]),
  )
  const [tooMany, , nothingLeft] = outcomes.map(refusalOf)
  assert.equal(tooMany?.code, 'stock_is_allocated')
  assert.equal(tooMany?.field, 'lines[1].quantity')
  assert.deepEqual(tooMany?.facts, { itemId: kept, locationId: north, onHand: 10, kept: 8, free: 2 })
  assert.equal(nothingLeft?.code, 'stock_would_be_negative')
  assert.equal(nothingLeft?.field, 'lines[0].quantity')
  assert.equal((await countersOf(free, north)).on_hand, 0)
  assert.equal((await countersOf(kept, north)).on_hand, 8)
})

test('lines of one item count together', async () => {
  const itemId = await stock.addVariant('T-1')
  const { north } = stock.places
  const lines = [
    { itemId, quantity: -5 },
    { itemId, quantity: 6 },
  ]
  const outcomes = await stock.command((command) =>
    adjustStock(command, [{ locationId: north, reason: 'count', reference: '', lines }]),
  )
  assert.deepEqual(outcomes.map(refusalOf), [{}])
  assert.equal((await countersOf(itemId, north)).on_hand, 1)
})

test('goods are not taken from where there never were any', async () => {
  const itemId = await stock.addVariant('N-1')
  const { south } = stock.places
  const outcomes = await stock.command((command) =>
    adjustStock(command, [
      { locationId: south, reason: 'loss', reference: '', lines: [{ itemId, quantity: -1 }] },
      { locationId: south, reason: 'found', reference: '', lines: [{ itemId, quantity: 1 }] },
    ]),
  )
  assert.deepEqual(
    outcomes.map((outcome) => refusalOf(outcome).code),
    ['stock_would_be_negative', undefined],
  )
})

test('thousands of lines go in few statements', async () => {
  const skus = Array.from({ length: 1500 }, (_, index) => `BULK-${index}`)
  await stock.owner.query(
    `insert into variants
       (merchant_id, id, product_id, sku, name, options, kind, unit, weight_grams, tax_class, status)
     select $1, gen_random_uuid(), p.id, s.sku, s.sku, '{}', 'stocked', 'piece', 0, 'standard', 'active'
     from unnest($2::text[]) as s(sku), products p where p.merchant_id = $1`,
    [stock.merchantId, skus],
  )
  const { north, south } = stock.places
  let statements = 0
  const outcomes = await stock.command((command) => {
    const counted = <Call extends (...query: never[]) => unknown>(call: Call): Call =>
      ((...query: never[]) => {
        statements++
        return call(...query)
      }) as Call
    const tx = { ...command.tx, rows: counted(command.tx.rows), run: counted(command.tx.run) }
    return receiveStock(
      { ...command, tx },
      [north, south, north].map((locationId) => ({
        ...{ locationId, reference: '' },
        lines: skus.map((sku, index) => ({ sku, quantity: index + 1 })),
      })),
    )
  })
  assert.ok(outcomes.every((outcome) => 'value' in outcome && outcome.value.lines.length === 1500))
  assert.ok(statements < 20, `${statements} statements`)
})

async function allocate(itemId: string, quantity: number): Promise<void> {
  const locationId = stock.places.north
  await stock.command(async ({ tx }) => {
    await changeLevels(tx, [{ itemId, locationId, allocated: quantity }])
  })
  await stock.owner.query(`insert into allocations values ($1, $2, 1, 1, $3, $4, $5, 'allocated')`, [
    stock.merchantId,
    newId(new Date()),
    itemId,
    locationId,
    quantity,
  ])
}
