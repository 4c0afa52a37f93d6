import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assert as holds, jsonValue, property } from 'fast-check'
import { nestsDeeper } from './json-depth.ts'

const deeper = (text: string, most: number) => nestsDeeper(Buffer.from(text), most)

test('levels are counted, not brackets in texts', () => {
  assert.deepEqual([deeper('[[[]]]', 3), deeper('[[[]]]', 2)], [false, true])
  assert.equal(deeper('{"a":[{"b":1}]}', 2), true)
  assert.equal(deeper('["[[[[", "{{{{\\"[[[[", "\\\\", []]', 2), false)
  assert.equal(deeper('["\\\\\\"", [[]]]', 2), true)
  assert.equal(deeper('[[],[],[],[],[],[]]', 2), false)
  assert.equal(deeper('["好[好", "𠮷{"]', 1), false)
})

test('it is as deep as what the parser makes of it', () => {
  const depthOf = (value: unknown): number =>
    typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0
  holds(
    property(jsonValue({ maxDepth: 6 }), (value) => {
      const text = JSON.stringify(value)
      const depth = depthOf(JSON.parse(text))
      assert.equal(deeper(text, depth), false)
      if (depth > 0) assert.equal(deeper(`${text}${' '.repeat(20)}`, depth - 1), true)
    }),
  )
})

test('what nests without end is known by its beginning', () => {
  const endless = Buffer.alloc(4_000_000, '[')
  endless[64] = 0x22
  assert.equal(nestsDeeper(endless, 32), true)
})
