import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { z } from 'zod'
import { isStorableText, line, multiline, text } from './text.ts'

const messages = (schema: z.ZodType, value: unknown) =>
  schema.safeParse(value).error?.issues.map((issue) => issue.message)

test('legal text comes back unharmed, whatever it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 50 }), (value) => {
      fc.pre(!value.includes('\0'))
      assert.equal(text(0, 50).parse(value), value)
    }),
  )
  for (const value of ['  spaced  ', 'e\u0301', 'ﬁ', "Robert'); DROP TABLE", '张三\t🙂', '\u202eabc', 'a\ufeff']) {
    assert.equal(line(30).parse(value), value)
  }
})

test('NUL and lone surrogates are refused with a reason', () => {
  assert.deepEqual(messages(text(0, 9), 'a\0b'), ['must not contain the character U+0000'])
  for (const value of ['\ud83d', 'a\ude00b', '\ude00\ud83d']) {
    assert.equal(isStorableText(value), false)
    assert.deepEqual(messages(text(0, 9), value), ['must not contain half of a surrogate pair'])
  }
  assert.equal(isStorableText('🙂'), true)
  assert.equal(isStorableText('\0'), false)
})

test('length is counted in code points', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 12 }), (value) => {
      const length = [...value].length
      fc.pre(!value.includes('\0'))
      assert.equal(text(0, 5).safeParse(value).success, length <= 5)
      assert.equal(text(5, 100).safeParse(value).success, length >= 5)
    }),
  )
  assert.equal(text(3, 3).safeParse('🙂🙂🙂').success, true)
  assert.deepEqual(messages(text(0, 2), '🙂🙂🙂'), ['must have at most 2 characters'])
  assert.deepEqual(messages(text(1, 2), ''), ['must have at least 1 character'])
  assert.deepEqual(messages(text(1, 2), 'x'.repeat(1000)), ['must have at most 2 characters'])
})

test('a line is one line, and has something to see', () => {
  assert.deepEqual(messages(line(10), 'a\nb'), ['must be one line'])
  assert.deepEqual(messages(line(10), ' \u3000 '), ['must not be blank'])
  assert.deepEqual(messages(line(10), ''), ['must have at least 1 character'])
  assert.equal(multiline(10).parse('a\r\n b'), 'a\r\n b')
  assert.deepEqual(messages(multiline(10), '\n\n'), ['must not be blank'])
})

test('what is no text is refused', () => {
  for (const value of [null, 1, {}, ['a']]) assert.equal(line(10).safeParse(value).success, false)
})

test('the schema tells its bounds to OpenAPI', () => {
  assert.deepEqual(z.toJSONSchema(z.object({ name: line(20), note: text(0, 99).optional() })).properties, {
    name: { type: 'string', minLength: 1, maxLength: 20 },
    note: { type: 'string', minLength: 0, maxLength: 99 },
  })
})
