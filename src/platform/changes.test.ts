import assert from 'node:assert/strict'
import { it } from 'node:test'
import { changesBetween } from './changes.ts'

const fields = ['code', 'tags', 'at'] as const
const thing = { code: 'A', tags: ['x'], at: new Date(0) as Date | null, secret: 'no' }

it('tells what differs, of the fields that may be told', () => {
  assert.deepEqual(changesBetween(thing, { ...thing, code: 'B', secret: 'yes' }, fields), { code: ['A', 'B'] })
  assert.deepEqual(changesBetween(thing, { ...thing, tags: ['x', 'y'], at: null }, fields), {
    tags: [['x'], ['x', 'y']],
    at: [new Date(0), null],
  })
})

it('tells nothing of what is equal, also where it is another object', () => {
  assert.deepEqual(changesBetween(thing, { ...thing, tags: ['x'], at: new Date(0) }, fields), {})
})

it('tells all of what is new or gone', () => {
  const all = { ...thing, at: null }
  assert.deepEqual(changesBetween(null, all, fields), { code: [null, 'A'], tags: [null, ['x']] })
  assert.deepEqual(changesBetween(all, null, fields), { code: ['A', null], tags: [['x'], null] })
})
