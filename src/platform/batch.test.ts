import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createBatcher, inGoes, type Outcome, runInHalves } from './batch.ts'
import { DatabaseBusy, DecidedOnStale, OutcomeUnknown } from './db/failures.ts'
import { DomainError } from './errors.ts'

test('what arrives while a batch is under way goes into the next one, a lane a merchant', async () => {
  const sizes: number[] = []
  const gate = Promise.withResolvers<void>()
  const batcher = createBatcher<number, number>(10, async (_, items) => {
    sizes.push(items.length)
    if (sizes.length === 1) await gate.promise
    return items.map((value) => ({ value: value * 2 }))
  })
  const first = batcher.submit('m', 1)
  await new Promise(setImmediate)
  const others = Array.from({ length: 14 }, (_, index) => batcher.submit('m', index + 2))
  assert.equal(batcher.size(), 15)
  gate.resolve()
  assert.deepEqual(
    await Promise.all([first, ...others]),
    Array.from({ length: 15 }, (_, index) => (index + 1) * 2),
  )
  assert.deepEqual(sizes, [1, 10, 4])
  assert.equal(batcher.size(), 0)
})

test('heavy items make smaller batches, and one that is too heavy goes alone', async () => {
  const batches: number[][] = []
  const run = async (_: string, items: readonly number[]): Promise<Outcome<number>[]> => {
    batches.push([...items])
    return items.map((value) => ({ value }))
  }
  const batcher = createBatcher<number, number>(3, run, { max: 10, weightOf: (_, item) => item })
  await Promise.all([4, 6, 1, 25, 1, 1, 1, 1].map((item) => batcher.submit('m', item)))
  assert.deepEqual(batches, [[4, 6], [1], [25], [1, 1, 1], [1]])
})

test('an item that breaks the whole batch ends up alone with its error', async () => {
  const run = async (_: string, items: readonly number[]): Promise<Outcome<number>[]> => {
    if (items.includes(5)) throw new Error('broken by five')
    return items.map((value) => ({ value }))
  }
  const batcher = createBatcher<number, number>(100, run)
  const results = await Promise.allSettled([1, 2, 3, 4, 5, 6, 7].map((item) => batcher.submit('m', item)))
  assert.deepEqual(
    results.map(({ status }) => status),
    ['fulfilled', 'fulfilled', 'fulfilled', 'fulfilled', 'rejected', 'fulfilled', 'fulfilled'],
  )
})

test('a batch that lost to another is run again, and told which attempt it is', async () => {
  const attempts: number[] = []
  const outcomes = await runInHalves<number, number>(
    async (_, items, attempt) => {
      attempts.push(attempt)
      if (attempt < 3) throw new DecidedOnStale()
      return items.map((value) => ({ value }))
    },
    'm',
    [1, 2],
  )
  assert.deepEqual(attempts, [1, 2, 3])
  assert.deepEqual(outcomes, [{ value: 1 }, { value: 2 }])
})

test('a refusal concerns its item alone', async () => {
  const refusal = new DomainError('refused', 'no')
  const outcomes = await runInHalves<number, number>(
    async (_, items) => items.map((value) => (value === 2 ? { refusal } : { value })),
    'm',
    [1, 2, 3],
  )
  assert.deepEqual(outcomes, [{ value: 1 }, { refusal }, { value: 3 }])
})

test('items about the same thing go one after the other, and are answered in the order of arrival', async () => {
  const goes: [string[], boolean][] = []
  const outcomes = await inGoes<string, string>(
    ['a1', 'b1', 'a2', 'c1', 'a3', 'b2'],
    (item) => item.slice(0, 1),
    async (go, hasMore) => {
      goes.push([[...go], hasMore])
      return go.map((value) => ({ value }))
    },
  )
  assert.deepEqual(goes, [
    [['a1', 'b1', 'c1'], true],
    [['a2', 'b2'], true],
    [['a3'], false],
  ])
  assert.deepEqual(
    outcomes.map((outcome) => 'value' in outcome && outcome.value),
    ['a1', 'b1', 'a2', 'c1', 'a3', 'b2'],
  )
})

for (const [why, error] of [
  ['its database went away', new Error('Connection terminated unexpectedly')],
  ['it may have been committed', new OutcomeUnknown(new Error('lost'))],
  ['a lock was not to be had', new DatabaseBusy()],
] as const) {
  test(`a batch is not tried again when ${why}`, async () => {
    let runs = 0
    const batcher = createBatcher<number, number>(10, async () => {
      runs++
      throw error
    })
    const results = await Promise.allSettled([batcher.submit('m', 1), batcher.submit('m', 2)])
    assert.deepEqual([runs, ...results.map(({ status }) => status)], [1, 'rejected', 'rejected'])
  })
}
