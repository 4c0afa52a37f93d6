import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createStockTest, type StockTest } from '../../test/support/stock.ts'
import { newId } from '../platform/ids.ts'
import { findReferenceRevision } from '../platform/reference-revision.ts'
import { findItemPolicies } from './level-queries.ts'
import { changeLevels } from './level-store.ts'
import { receiveStock } from './receive-stock.ts'
import { type NewItemPolicy, setItemPolicies } from './set-item-policies.ts'
import { findItemStock } from './stock-queries.ts'

let stock: StockTest

before(async () => {
  stock = await createStockTest()
})

after(() => stock.verifyAndClose())

function setPolicy(policy: NewItemPolicy): Promise<void> {
  return stock.command((command) => setItemPolicies(command, [policy]))
}

async function levelsOf(itemId: string): Promise<Record<string, [safetyStock: number, oversellLimit: number]>> {
  const item = await stock.query((tx) => findItemStock({ tx, scope: {} }, itemId))
  return Object.fromEntries(
    (item?.levels ?? []).map((level) => [level.locationCode, [level.safetyStock, level.oversellLimit]]),
  )
}

test('a policy reaches every level, and the levels that come later', async () => {
  const itemId = await stock.addVariant('P-1')
  const { north, south } = stock.places
  const safetyStock = [{ locationId: north, quantity: 5 }]
  await setPolicy({ itemId, shortagePolicy: 'backorder', oversellLimit: 20, safetyStock })
  assert.deepEqual(await levelsOf(itemId), { north: [5, 20] })
  const lines = [{ itemId, quantity: 1 }]
  await stock.command((command) => receiveStock(command, [{ locationId: south, reference: '', lines }]))
  assert.deepEqual(await levelsOf(itemId), { north: [5, 20], south: [0, 20] })

  await setPolicy({ itemId, shortagePolicy: 'hold', oversellLimit: 3 })
  assert.deepEqual(await levelsOf(itemId), { north: [5, 3], south: [0, 3] }, 'buffers that are not named stay')
  await setPolicy({ itemId, shortagePolicy: null, oversellLimit: 0, safetyStock: [{ locationId: south, quantity: 2 }] })
  assert.deepEqual(await levelsOf(itemId), { north: [0, 0], south: [2, 0] })
  assert.deepEqual(await stock.query((tx) => findItemPolicies(tx, [itemId])), [], 'the settings say again')
})

test('what is kept in memory elsewhere is told to be read again', async () => {
  const itemId = await stock.addVariant('P-2')
  const earlier = await stock.query((tx) => findReferenceRevision(tx))
  await setPolicy({ itemId, shortagePolicy: 'refuse', oversellLimit: 0 })
  assert.equal(await stock.query((tx) => findReferenceRevision(tx)), earlier + 1)
})

test('the limit does not go below what is promised already', async () => {
  const itemId = await stock.addVariant('P-3')
  const { north } = stock.places
  const safetyStock = [{ locationId: north, quantity: 0 }]
  await setPolicy({ itemId, shortagePolicy: 'backorder', oversellLimit: 10, safetyStock })
  await stock.command(({ tx }) => changeLevels(tx, [{ itemId, locationId: north, unavailable: 4 }]))
  await assert.rejects(setPolicy({ itemId, shortagePolicy: 'backorder', oversellLimit: 3 }), {
    code: 'stock_is_oversold',
    field: 'oversellLimit',
  })
  await setPolicy({ itemId, shortagePolicy: 'backorder', oversellLimit: 4 })
  assert.deepEqual(await levelsOf(itemId), { north: [0, 4] })
})

test('policies of what is no stocked item, or of places that do not exist, are refused', async () => {
  const itemId = await stock.addVariant('P-4')
  const bundle = await stock.addVariant('P-BUNDLE', 'bundle')
  const { north } = stock.places
  const policy = { shortagePolicy: 'hold', oversellLimit: 0 } as const
  const place = { locationId: north, quantity: 1 }
  await assert.rejects(setPolicy({ ...policy, itemId: newId(new Date()) }), { code: 'item_not_found' })
  await assert.rejects(setPolicy({ ...policy, itemId: bundle }), { code: 'item_not_stocked' })
  await assert.rejects(setPolicy({ ...policy, itemId, safetyStock: [place, place] }), {
    code: 'location_named_twice',
    field: 'safetyStock[1].locationId',
  })
  await assert.rejects(setPolicy({ ...policy, itemId, safetyStock: [{ ...place, locationId: newId(new Date()) }] }), {
    code: 'unknown_location',
    field: 'safetyStock[0].locationId',
  })
  await assert.rejects(setPolicy({ itemId, shortagePolicy: null, oversellLimit: 1 }), {
    code: 'oversell_needs_policy',
  })
})
