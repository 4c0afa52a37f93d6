import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DatabaseBusy } from './failures.ts'
import { createTurns } from './turns.ts'

test('so many of one owner work at once, the others in order of arrival, and no owner waits for another', async () => {
  const turns = createTurns({ atOnce: 2, longestWaitMs: 60_000 })
  const begun: string[] = []
  const gates = new Map<string, PromiseWithResolvers<void>>()
  const work = (owner: string, name: string) => {
    const gate = Promise.withResolvers<void>()
    gates.set(name, gate)
    return turns(owner, () => {
      begun.push(name)
      return gate.promise
    })
  }
  const all = ['a1', 'a2', 'a3', 'a4', 'b1'].map((name) => work(name.slice(0, 1), name))
  await new Promise(setImmediate)
  assert.deepEqual(begun, ['a1', 'a2', 'b1'])
  gates.get('a2')?.resolve()
  gates.get('b1')?.reject(new Error('fails'))
  await assert.rejects(all[4] as Promise<void>)
  await all[1]
  await new Promise(setImmediate)
  assert.deepEqual(begun, ['a1', 'a2', 'b1', 'a3'])
  for (const gate of gates.values()) gate.resolve()
  await Promise.allSettled(all)
  assert.deepEqual(begun, ['a1', 'a2', 'b1', 'a3', 'a4'])
})

test('a turn that does not come in time is refused, and leaves no gap', async () => {
  const turns = createTurns({ atOnce: 1, longestWaitMs: 1 })
  const gate = Promise.withResolvers<void>()
  const first = turns('a', () => gate.promise)
  await assert.rejects(
    turns('a', async () => {}),
    DatabaseBusy,
  )
  gate.resolve()
  await first
  assert.equal(await turns('a', async () => 'done'), 'done')
})
