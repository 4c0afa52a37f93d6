import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DomainError } from './errors.ts'
import { type ActionTable, applyAction, can, checkMachine } from './states.ts'

type Door = 'open' | 'closed' | 'locked' | 'removed'
const states: Door[] = ['open', 'closed', 'locked', 'removed']
const door = {
  close: { from: ['open'], to: 'closed' },
  open: { from: ['closed'], to: 'open' },
  lock: { from: ['closed'], to: 'locked' },
  unlock: { from: ['locked'], to: 'closed' },
  remove: { from: ['open', 'closed'], to: 'removed' },
} as const satisfies ActionTable<Door>

test('an action leads from a state it allows', () => {
  const next: 'locked' = applyAction(door, 'lock', 'closed')
  assert.equal(next, 'locked')
  assert.equal(can(door, 'lock', 'closed'), true)
  assert.equal(can(door, 'lock', 'open'), false)
})

test('an action that the state does not allow says from where it is', () => {
  assert.throws(
    () => applyAction(door, 'remove', 'locked'),
    (error) => {
      assert.ok(error instanceof DomainError)
      assert.equal(error.kind, 'conflict')
      assert.equal(error.code, 'action_not_allowed')
      assert.deepEqual(error.facts, { action: 'remove', state: 'locked', allowedFrom: ['open', 'closed'] })
      return true
    },
  )
})

test('a whole machine passes its check', () => {
  checkMachine(door, { initial: 'open', states })
  checkMachine(door, { initial: ['open', 'closed'], states, terminal: ['removed'] })
})

test('an unreachable state and an unusable action are found', () => {
  const table: ActionTable<Door> = { close: door.close, unlock: door.unlock }
  assert.throws(
    () => checkMachine(table, { initial: 'open', states }),
    /locked can never be reached; removed can never be reached; unlock can never be used$/,
  )
})

test('an action without a state to start from, and a state nobody declared, are found', () => {
  const table: ActionTable<string> = { close: door.close, paint: { from: [], to: 'red' } }
  assert.throws(
    () => checkMachine(table, { initial: 'open', states: ['open', 'closed'] }),
    /red is not among the states; paint can never be used$/,
  )
})

test('dead ends and false ends are found', () => {
  assert.throws(
    () => checkMachine(door, { initial: 'open', states, terminal: ['locked'] }),
    /locked is terminal, yet has a way out; removed has no way out$/,
  )
})
