import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sizeAfter } from './zigzag-queries.ts'

test('where hardly one is missing and no more comes, all is looked at in few rounds', () => {
  for (const found of [0, 1, 500, 1000]) {
    let [lookedAt, size] = [1000, 1000]
    let rounds = 1
    for (; lookedAt < 1_000_000; rounds++) {
      lookedAt += size
      size = sizeAfter({ found, lookedAt, size }, 1000)
    }
    assert.ok(rounds < 25, `${rounds} rounds after ${found}`)
  }
})

test('a chunk has about as many as are missing after the one before it', () => {
  assert.equal(sizeAfter({ found: 0, lookedAt: 0, size: 1000 }, 1000), 1000)
  assert.equal(sizeAfter({ found: 400, lookedAt: 1000, size: 1000 }, 1000), 653)
  assert.equal(sizeAfter({ found: 10, lookedAt: 1000, size: 1000 }, 1000), 2000)
})
