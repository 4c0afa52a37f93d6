import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createTestDatabase } from '../../../test/support/database.ts'
import { alone } from './alone.ts'
import { openDatabase } from './database.ts'

test('work under one number is done by one at a time, also after one has failed, and under another at once', async () => {
  const test = await createTestDatabase()
  const [here, there] = [
    openDatabase({ url: test.appUrl, connections: 2 }),
    openDatabase({ url: test.appUrl, connections: 2 }),
  ]
  try {
    const events: string[] = []
    const first = alone(here.pool, 1, async () => {
      events.push('first begins')
      // Not kept waiting by the first.
      await alone(there.pool, 2, async () => events.push('another number'))
      events.push('first ends')
      throw new Error('failed')
    })
    const second = alone(there.pool, 1, async () => events.push('second'))
    await assert.rejects(first, /failed/)
    await second
    const order = events[0] === 'second' ? events.slice(1) : events.filter((event) => event !== 'second')
    assert.deepEqual(order, ['first begins', 'another number', 'first ends'])
    assert.ok(events[0] === 'second' || events.at(-1) === 'second')
  } finally {
    await Promise.all([here.close(), there.close()])
    await test.drop()
  }
})
