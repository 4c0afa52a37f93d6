import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Shelves, takeOffShelves } from './shelves.ts'
import { levelKey } from './stock-level.ts'

const shelf = { itemId: 'tea', locationId: 'north' }
const take = (shelves: Shelves, ...quantities: number[]) =>
  takeOffShelves(
    shelves,
    quantities.map((quantity, index) => ({ ...shelf, quantity, field: `lines[${index}].quantity` })),
  )

test('goods are taken one after the other, until a shelf has no more', () => {
  const shelves = new Map([[levelKey(shelf), 5]])
  take(shelves, 2, 1)
  take(shelves, 2)
  assert.equal(shelves.get(levelKey(shelf)), 0)
  assert.throws(() => take(shelves, 1), { code: 'not_on_hand', field: 'lines[0].quantity' })
})

test('goods that are refused leave everything where it is', () => {
  const shelves = new Map([[levelKey(shelf), 5]])
  assert.throws(() => take(shelves, 4, 2), {
    ...{ code: 'not_on_hand', field: 'lines[1].quantity' },
    facts: { ...shelf, onHand: 1, quantity: 2 },
  })
  assert.equal(shelves.get(levelKey(shelf)), 5)
})

test('a shelf that is not known has all that it promised', () => {
  take(new Map(), 1_000)
})
