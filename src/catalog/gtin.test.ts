import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import fc from 'fast-check'
import { completeGtin13, gtinCheckDigit, isGtin } from './gtin.ts'

const vectors = readFileSync(new URL('fixtures/gtin-vectors.csv', import.meta.url), 'utf8')
  .split('\n')
  .flatMap((row) => {
    const [, value, expected] = /^"([^"]*)",(valid|invalid),/.exec(row) ?? []
    return value === undefined ? [] : [{ value, valid: expected === 'valid' }]
  })

test('check digits agree with the vectors of others', () => {
  assert.equal(vectors.length, 26)
  for (const { value, valid } of vectors) {
    const isSscc = value.trim().length >= 17 // checked by the same rule, but no GTIN
    assert.equal(isGtin(value), valid && !isSscc, value)
    if (valid) assert.equal(gtinCheckDigit(value.slice(0, -1)), value.at(-1), value)
  }
})

test('a completed number is a GTIN, and with any other last digit it is none', () => {
  const digits = fc.stringMatching(/^\d{12}$/)
  fc.assert(
    fc.property(digits, (first12) => {
      const gtin = completeGtin13(first12)
      const alike = Array.from({ length: 10 }, (_, digit) => `${first12}${digit}`)
      assert.deepEqual(alike.filter(isGtin), [gtin])
    }),
  )
  assert.equal(completeGtin13('690123456789'), '6901234567892')
})

test('a wrong digit anywhere is found', () => {
  const gtin = completeGtin13('400638133393')
  for (let index = 0; index < gtin.length; index++) {
    const wrong = (Number(gtin[index]) + 1) % 10
    assert.equal(isGtin(gtin.slice(0, index) + wrong + gtin.slice(index + 1)), false)
  }
})

test('what is no row of digits is refused', () => {
  for (const text of [
    '',
    '123456789012X',
    '６９０１２３４５６７８９２',
    '690123456789 2',
    '-6901234567892',
    '6901234567892\n',
  ]) {
    assert.equal(isGtin(text), false, text)
  }
  assert.throws(() => gtinCheckDigit(''), RangeError)
  assert.throws(() => gtinCheckDigit('12a'), RangeError)
  assert.throws(() => completeGtin13('12345678901'), RangeError)
})
