import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { firstIdAt, idTime, isId, lastIdAt, newId } from './ids.ts'

const now = new Date('2026-03-01T12:00:00.123Z')
const moment = fc.date({ min: new Date(0), max: new Date(2 ** 48 - 1), noInvalidDate: true })

test('an id is a UUIDv7 that carries its time', () => {
  fc.assert(
    fc.property(moment, (at) => {
      const id = newId(at)
      assert.ok(isId(id), id)
      assert.deepEqual(idTime(id), at)
      assert.ok(firstIdAt(at) <= id && id <= lastIdAt(at))
      assert.ok(isId(firstIdAt(at)) && isId(lastIdAt(at)))
    }),
  )
})

test('ids of one millisecond are distinct and in the order in which they were made', () => {
  let before = newId(now)
  for (let round = 0; round < 100_000; round++) {
    const id = newId(now)
    assert.ok(id > before, `${id} after ${before}`)
    before = id
  }
})

test('they stay in order when other milliseconds come between', () => {
  const later = new Date(now.getTime() + 1)
  const ids = Array.from({ length: 1000 }, (_, index) => newId(index % 2 === 0 ? now : later))
  const even = ids.filter((_, index) => index % 2 === 0)
  const odd = ids.filter((_, index) => index % 2 === 1)
  assert.deepEqual([...even, ...odd], ids.toSorted())
})

test('the order holds where the counter carries over', () => {
  // The low part of the counter has 20 bits: one more than that many ids must cross its end.
  let before = ''
  for (let round = 0; round <= 2 ** 20 + 1; round++) {
    const id = newId(now)
    if (id <= before) assert.fail(`${id} after ${before}`)
    before = id
  }
})

test('what follows the counter is random', () => {
  const endings = new Set(Array.from({ length: 2000 }, () => newId(now).slice(-7)))
  assert.ok(endings.size > 1990)
})

test('other texts are no ids', () => {
  const id = newId(now)
  for (const text of ['', 'x', id.toUpperCase(), `${id} `, `{${id}}`, id.replaceAll('-', ''), `4${id}`]) {
    assert.equal(isId(text), false, text)
  }
  assert.equal(isId('9b2f4f0e-6c5b-4c0e-9d3a-2f6a1e1b7c11'), false)
})

test('a time that an id cannot carry is refused', () => {
  for (const at of [new Date(-1), new Date(2 ** 48), new Date(Number.NaN)]) assert.throws(() => newId(at), RangeError)
})
