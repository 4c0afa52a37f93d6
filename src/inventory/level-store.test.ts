import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createStockTest, type StockTest } from '../../test/support/stock.ts'
import type { Outcome } from '../platform/batch.ts'
import { newId } from '../platform/ids.ts'
import { seededRandom } from '../platform/random.ts'
import { adjustStock } from './adjust-stock.ts'
import { changeLevels, recordMovements } from './level-store.ts'
import { receiveStock } from './receive-stock.ts'
import { setItemPolicies } from './set-item-policies.ts'
import type { StockDocument } from './stock-document.ts'
import { levelKey } from './stock-level.ts'

let stock: StockTest

before(async () => {
  stock = await createStockTest()
})

after(() => stock.verifyAndClose())

async function onHandOf(itemIds: readonly string[]): Promise<{ onHand: number; moved: number }> {
  const { rows } = await stock.owner.query(
    `select (select coalesce(sum(on_hand), 0)::int from inventory_levels where item_id = any($1)) as "onHand",
       (select coalesce(sum(quantity), 0)::int from stock_movements where item_id = any($1)) as moved`,
    [itemIds],
  )
  return rows[0]
}

test('changes of several levels are written at once, and answered', async () => {
  const [one, two] = [await stock.addVariant('L-1'), await stock.addVariant('L-2')]
  const { north, south } = stock.places
  const changed = await stock.command(async (command) => {
    const levels = await changeLevels(command.tx, [
      { itemId: one, locationId: north, onHand: 10 },
      { itemId: two, locationId: south, incoming: 5 },
      { itemId: one, locationId: north, onHand: -2, unavailable: 1 },
    ])
    await recordMovements(command, [
      { itemId: one, locationId: north, quantity: 8, kind: 'receive', causeId: await aReceipt(), reason: 'received' },
    ])
    await changeLevels(command.tx, [{ itemId: two, locationId: south, incoming: -5 }])
    return levels
  })
  assert.equal(changed.get(levelKey({ itemId: one, locationId: north }))?.onHand, 8)
  assert.equal(changed.get(levelKey({ itemId: one, locationId: north }))?.unavailable, 1)
  assert.equal(changed.get(levelKey({ itemId: two, locationId: south }))?.incoming, 5)
})

test('a refused change undoes nothing but itself: the transaction can go on', async () => {
  const itemId = await stock.addVariant('L-3')
  const change = { itemId, locationId: stock.places.north, allocated: 1, field: 'lines[0].quantity' }
  await stock.command(async ({ tx }) => {
    await assert.rejects(changeLevels(tx, [change]), { code: 'stock_is_allocated', field: 'lines[0].quantity' })
    assert.deepEqual(await tx.rows({ text: 'select 1 as one', values: [] }), [{ one: 1 }])
  })
})

test('fifty receipts and adjustments at once end with on hand the sum of the movements', async () => {
  const itemIds: string[] = []
  for (let index = 0; index < 6; index++) itemIds.push(await stock.addVariant(`C-${index}`))
  const random = seededRandom(7)
  const { north, south } = stock.places
  const works = Array.from({ length: 50 }, (_, index) => {
    const locationId = random.pick([north, south])
    // In no order, so that only sorted locks keep them from deadlock.
    const lines = random.shuffled(itemIds).map((itemId) => ({ itemId, quantity: random.integer(1, 9) }))
    if (index % 2 === 0) return { lines, receipt: { locationId, reference: `${index}`, lines } }
    const signed = lines.map((line) => ({ ...line, quantity: random.pick([-1, 1]) * line.quantity }))
    return { lines: signed, adjustment: { locationId, reason: 'count' as const, reference: `${index}`, lines: signed } }
  })
  const outcomes = await Promise.all(
    works.map(({ receipt, adjustment }) =>
      stock.command((command): Promise<Outcome<StockDocument>[]> => {
        return receipt === undefined ? adjustStock(command, [adjustment]) : receiveStock(command, [receipt])
      }),
    ),
  )
  let expected = 0
  for (const [index, outcome] of outcomes.flat().entries()) {
    if ('refusal' in outcome) assert.equal(outcome.refusal.code, 'stock_would_be_negative')
    else for (const { quantity } of works[index]?.lines ?? []) expected += quantity
  }
  assert.deepEqual(await onHandOf(itemIds), { onHand: expected, moved: expected })
})

test('levels that are made while the policy changes take the new limit', async () => {
  await stock.owner.query('insert into reference_revisions values ($1, 1)', [stock.merchantId])
  for (let round = 0; round < 10; round++) {
    const itemId = await stock.addVariant(`P-${round}`)
    const lines = [{ itemId, quantity: 1 }]
    await Promise.all([
      ...[stock.places.north, stock.places.south].map((locationId) =>
        stock.command((command) => receiveStock(command, [{ locationId, reference: '', lines }])),
      ),
      stock.command((command) => setItemPolicies(command, [{ itemId, shortagePolicy: 'backorder', oversellLimit: 3 }])),
    ])
    const { rows } = await stock.owner.query('select oversell_limit from inventory_levels where item_id = $1', [itemId])
    assert.deepEqual(rows, [{ oversell_limit: 3 }, { oversell_limit: 3 }])
  }
})

async function aReceipt(): Promise<string> {
  const id = newId(new Date())
  await stock.owner.query(
    `insert into stock_documents values ($1, $2, 'receipt', $3, 'received', '', 'system:test', now())`,
    [stock.merchantId, id, stock.places.north],
  )
  return id
}
