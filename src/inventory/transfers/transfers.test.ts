import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createStockTest, type StockTest } from '../../../test/support/stock.ts'
import { newId } from '../../platform/ids.ts'
import { changeLevels } from '../level-store.ts'
import { receiveStock } from '../receive-stock.ts'
import { cancelTransfer } from './cancel-transfer.ts'
import { createTransfer, type NewTransfer } from './create-transfer.ts'
import { dispatchTransfer } from './dispatch-transfer.ts'
import { prepareTransfer } from './prepare-transfer.ts'
import { receiveTransfer } from './receive-transfer.ts'

let stock: StockTest

before(async () => {
  stock = await createStockTest()
})

after(() => stock.verifyAndClose())

async function stocked(sku: string, quantity: number): Promise<string> {
  const itemId = await stock.addVariant(sku)
  const receipt = { locationId: stock.places.north, reference: '', lines: [{ itemId, quantity }] }
  await stock.command((command) => receiveStock(command, [receipt]))
  return itemId
}

function planned(lines: NewTransfer['lines'], draft = false): NewTransfer {
  const { north, south } = stock.places
  return { fromLocationId: north, toLocationId: south, reference: 'TR 1', draft, lines }
}

async function countersOf(itemId: string): Promise<Record<string, [onHand: number, incoming: number]>> {
  const { rows } = await stock.owner.query(
    `select p.code, l.on_hand, l.incoming from inventory_levels l join locations p on p.id = l.location_id
     where l.item_id = $1 order by p.code`,
    [itemId],
  )
  return Object.fromEntries(rows.map((row) => [row.code, [row.on_hand, row.incoming]]))
}

test('goods leave one place, are incoming at the other, and arrive in parts', async () => {
  const [first, second] = [await stocked('T-1', 10), await stocked('T-2', 4)]
  const lines = [
    { sku: 'T-1', quantity: 6 },
    { itemId: second, quantity: 4 },
  ]
  const { id: transferId } = await stock.command((command) => createTransfer(command, planned(lines)))
  await stock.command((command) => dispatchTransfer(command, { transferId }))
  assert.deepEqual(await countersOf(first), { north: [4, 0], south: [0, 6] })
  assert.deepEqual(await countersOf(second), { north: [0, 0], south: [0, 4] })

  const some = [{ lineNumber: 1, quantity: 2 }]
  const partly = await stock.command((command) => receiveTransfer(command, { transferId, lines: some }))
  assert.equal(partly.status, 'partially_received')
  assert.deepEqual(await countersOf(first), { north: [4, 0], south: [2, 4] })
  const whole = await stock.command((command) => receiveTransfer(command, { transferId }))
  assert.equal(whole.status, 'received')
  assert.deepEqual(await countersOf(first), { north: [4, 0], south: [6, 0] })

  const { rows } = await stock.owner.query(
    'select version, type, data from events where object_id = $1 order by version',
    [transferId],
  )
  const { north: from, south: to } = stock.places
  assert.deepEqual(
    rows.map(({ version, type, data }) => [version, type, data.statusFrom, data.statusTo, data.itemIds]),
    [
      [1, 'stock.transfer_created', null, 'ready', [first, second]],
      [2, 'stock.transfer_dispatched', 'ready', 'in_transit', [first, second]],
      [3, 'stock.transfer_received', 'in_transit', 'partially_received', [first]],
      [4, 'stock.transfer_received', 'partially_received', 'received', [first, second]],
    ],
  )
  assert.ok(rows.every(({ data }) => data.from === from && data.to === to))
})

test('what orders are promised does not leave, and the line is named', async () => {
  const [free, kept] = [await stocked('K-1', 5), await stocked('K-2', 5)]
  const { north } = stock.places
  await stock.command(({ tx }) => changeLevels(tx, [{ itemId: kept, locationId: north, unavailable: 3 }]))
  const lines = [free, kept].map((itemId) => ({ itemId, quantity: 3 }))
  const { id: transferId } = await stock.command((command) => createTransfer(command, planned(lines)))
  const sent = [2, 1].map((lineNumber) => ({ lineNumber, quantity: 3 }))
  await assert.rejects(
    stock.command((command) => dispatchTransfer(command, { transferId, lines: sent })),
    { code: 'stock_is_allocated', field: 'lines[0].quantity' },
  )
  await assert.rejects(
    stock.command((command) => dispatchTransfer(command, { transferId })),
    { code: 'stock_is_allocated', field: 'lines[1].quantity' },
  )
  assert.deepEqual(await countersOf(free), { north: [5, 0] }, 'nothing left')
  const fewer = [{ lineNumber: 2, quantity: 2 }]
  const transfer = await stock.command((command) => dispatchTransfer(command, { transferId, lines: fewer }))
  assert.deepEqual(
    transfer.lines.map((line) => line.sent),
    [0, 2],
  )
  assert.equal((await stock.command((command) => receiveTransfer(command, { transferId }))).status, 'received')
})

test('a draft is made ready; what has left is not called off', async () => {
  const itemId = await stocked('D-1', 5)
  const lines = [{ itemId, quantity: 1 }]
  const { id: transferId } = await stock.command((command) => createTransfer(command, planned(lines, true)))
  await assert.rejects(
    stock.command((command) => dispatchTransfer(command, { transferId })),
    { code: 'action_not_allowed' },
  )
  await stock.command((command) => prepareTransfer(command, { transferId }))
  await assert.rejects(
    stock.command((command) => dispatchTransfer({ ...command, expectedVersion: 1 }, { transferId })),
    { code: 'version_mismatch' },
  )
  await stock.command((command) => dispatchTransfer(command, { transferId }))
  await assert.rejects(
    stock.command((command) => cancelTransfer(command, { transferId })),
    { code: 'action_not_allowed' },
  )
  const other = await stock.command((command) => createTransfer(command, planned(lines, true)))
  const cancelled = await stock.command((command) => cancelTransfer(command, { transferId: other.id }))
  assert.equal(cancelled.status, 'cancelled')
  const unknown = { transferId: newId(new Date()) }
  await assert.rejects(
    stock.command((command) => cancelTransfer(command, unknown)),
    { code: 'transfer_not_found' },
  )
})

test('a transfer goes between two places that exist, to one that is open', async () => {
  const lines = [{ itemId: await stocked('W-1', 1), quantity: 1 }]
  const { north, closed } = stock.places
  const create = (places: Partial<NewTransfer>) =>
    stock.command((command) => createTransfer(command, { ...planned(lines), ...places }))
  await assert.rejects(create({ toLocationId: north }), { code: 'same_location', field: 'toLocationId' })
  await assert.rejects(create({ toLocationId: closed }), { code: 'location_closed', field: 'toLocationId' })
  await assert.rejects(create({ fromLocationId: newId(new Date()) }), {
    code: 'unknown_location',
    field: 'fromLocationId',
  })
})

test('goods that are received twice at once come once', async () => {
  const itemId = await stocked('X-1', 8)
  const lines = [{ itemId, quantity: 8 }]
  const { id: transferId } = await stock.command((command) => createTransfer(command, planned(lines)))
  await stock.command((command) => dispatchTransfer(command, { transferId }))
  const results = await Promise.allSettled(
    [1, 2, 3].map(() => stock.command((command) => receiveTransfer(command, { transferId }))),
  )
  assert.equal(results.filter(({ status }) => status === 'fulfilled').length, 1)
  assert.deepEqual(await countersOf(itemId), { north: [0, 0], south: [8, 0] })
})
