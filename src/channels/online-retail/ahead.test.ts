import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ahead } from './ahead.ts'

async function* counting(log: string[], to: number, failAt?: number) {
  try {
    for (let count = 1; count <= to; count++) {
      log.push(`make ${count}`)
      await new Promise(setImmediate)
      if (count === failAt) throw new Error(`no ${count}`)
      yield count
    }
  } finally {
    log.push('end')
  }
}

const settle = async () => {
  for (let turn = 0; turn < 50; turn++) await new Promise(setImmediate)
}

test('makes so many ahead of the one that is worked on, and no more', async () => {
  const log: string[] = []
  for await (const item of ahead(counting(log, 5), 2)) {
    await settle()
    log.push(`use ${item}`)
  }
  assert.deepEqual(log.slice(0, 4), ['make 1', 'make 2', 'make 3', 'use 1'])
  assert.deepEqual(
    log.filter((entry) => entry.startsWith('use')),
    ['use 1', 'use 2', 'use 3', 'use 4', 'use 5'],
  )
  assert.equal(log.filter((entry) => entry === 'end').length, 1)
})

test('a failure is met after the items before it', async () => {
  const used: number[] = []
  const failing = async () => {
    for await (const item of ahead(counting([], 5, 3), 3)) used.push(item)
  }
  await assert.rejects(failing, /no 3/)
  assert.deepEqual(used, [1, 2])
})

test('who stops taking waits until what was begun is done', async () => {
  const log: string[] = []
  for await (const item of ahead(counting(log, 9), 2)) if (item === 1) break
  assert.equal(log.at(-1), 'end')
})
