import assert from 'node:assert/strict'
import { test } from 'node:test'
import { changesOfEvent } from './event-changes.ts'

test('the step, the fields and those of lines are told one by one; what is no change is not', () => {
  const data = {
    ...{ from: 'submitted', to: 'confirmed', reason: 'x' },
    changes: { captured: [0, 500], 'line 2': { allocated: [0, 3] }, odd: 'text' },
  }
  assert.deepEqual(changesOfEvent(data), [
    { field: 'status', line: undefined, before: 'submitted', after: 'confirmed' },
    { field: 'captured', line: undefined, before: 0, after: 500 },
    { field: 'allocated', line: 2, before: 0, after: 3 },
  ])
  assert.deepEqual(changesOfEvent({ from: 'confirmed', to: 'confirmed' }), [])
  assert.deepEqual(changesOfEvent({}), [])
})
