import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { DomainError } from './errors.ts'
import {
  allocate,
  currencies,
  currencyExponent,
  formatMoney,
  formatPrice,
  isCurrency,
  lineAmount,
  parseMoney,
  parsePrice,
  proportion,
  taxInside,
  taxOnTop,
} from './money.ts'

const safe = fc.maxSafeInteger()
const anyCurrency = fc.constantFrom(...currencies)
const invalid = (code: string) => (error: unknown) =>
  error instanceof DomainError && error.kind === 'invalid' && error.code === code

test('currencies have the decimals of ISO 4217', () => {
  const known = { CNY: 2, USD: 2, HKD: 2, JPY: 0, KRW: 0, VND: 0, KWD: 3, TND: 3, CLF: 4, XCG: 2, IDR: 2 }
  for (const [code, exponent] of Object.entries(known)) assert.equal(currencyExponent(code), exponent, code)
  assert.equal(currencies.length, new Set(currencies).size)
  assert.equal(currencies.length, 165)
  for (const text of ['XAU', 'cny', 'DEM', '', 'toString']) {
    assert.equal(isCurrency(text), false)
    assert.throws(() => currencyExponent(text), RangeError)
  }
})

test('the decimals agree with the ones this JavaScript engine knows, where it follows ISO 4217', () => {
  // CLDR, which the engine follows, shows some currencies with fewer decimals than ISO 4217 gives them.
  const shownWithLess = new Set(
    'AFN ALL COP IDR IQD IRR KPW LAK LBP MGA MMK PKR RSD SLE SOS SYP TZS UYW UZS YER AMD CRC GYD HUF MNT MUR'.split(
      ' ',
    ),
  )
  for (const currency of currencies.filter((code) => !shownWithLess.has(code))) {
    const format = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions()
    assert.equal(currencyExponent(currency), format.maximumFractionDigits, currency)
  }
})

test('the parts of an allocation add up, keep the sign, and miss their share by less than a unit', () => {
  const weights = fc.array(
    fc.oneof(
      fc.nat(1000),
      fc.maxSafeNat().map((weight) => Math.floor(weight / 16)),
    ),
    {
      minLength: 1,
      maxLength: 16,
    },
  )
  fc.assert(
    fc.property(safe, weights, (total, weights) => {
      const parts = allocate(total, weights)
      assert.equal(
        parts.reduce((sum, part) => sum + BigInt(part), 0n),
        BigInt(total),
      )
      const sum = weights.reduce((sum, weight) => sum + BigInt(weight), 0n)
      if (sum === 0n) return
      for (const [index, part] of parts.entries()) {
        const error = BigInt(part) * sum - BigInt(total) * BigInt(weights[index] ?? 0)
        assert.ok(error > -sum && error < sum)
        assert.ok(!Object.is(part, -0))
      }
    }),
  )
})

test('an allocation is the same backwards, and each weight decides alone how much it gets', () => {
  assert.deepEqual(allocate(100, [1, 1, 1]), [34, 33, 33])
  assert.deepEqual(allocate(-100, [1, 1, 1]), [-34, -33, -33])
  assert.deepEqual(allocate(5, [3, 7]), [2, 3])
  assert.deepEqual(allocate(1, [1, 3, 2]), [0, 1, 0])
  assert.deepEqual(allocate(7, [0, 2, 0, 1]), [0, 5, 0, 2])
  assert.deepEqual(allocate(7, [0, 0]), [4, 3])
  assert.deepEqual(allocate(0, [5, 0]), [0, 0])
  assert.deepEqual(allocate(0, []), [])
})

test('an allocation that cannot be is refused', () => {
  for (const [total, weights] of [
    [5, []],
    [5, [1, -1]],
    [5, [0.5]],
    [1.5, [1]],
    [Number.NaN, [1]],
    [1, [Number.MAX_SAFE_INTEGER, 1]],
    [2 ** 53, [1]],
  ] as const) {
    assert.throws(() => allocate(total, weights), RangeError, `${total} over ${weights}`)
  }
})

test('a proportion is exact and rounds half away from zero', () => {
  fc.assert(
    fc.property(safe, fc.integer(), fc.integer({ min: 1 }), (amount, numerator, denominator) => {
      const product = BigInt(amount) * BigInt(numerator)
      const size = ((product < 0n ? -product : product) * 2n + BigInt(denominator)) / (BigInt(denominator) * 2n)
      const exact = product < 0n ? -size : size
      if (size > BigInt(Number.MAX_SAFE_INTEGER)) {
        assert.throws(() => proportion(amount, numerator, denominator), RangeError)
      } else {
        assert.equal(BigInt(proportion(amount, numerator, denominator)), exact)
      }
    }),
  )
  assert.deepEqual(
    [1, -1, 3, -3].map((amount) => proportion(amount, 1, 2)),
    [1, -1, 2, -2],
  )
  assert.ok(Object.is(proportion(-1, 1, 10), 0))
  assert.throws(() => proportion(1, 1, 0), RangeError)
  assert.throws(() => proportion(1, 1, Number.NaN), RangeError)
})

test('a line comes to its price times its quantity, rounded once', () => {
  assert.equal(lineAmount(parsePrice('0.125'), 1, 'CNY'), 13)
  assert.equal(lineAmount(parsePrice('0.125'), -1, 'CNY'), -13)
  assert.equal(lineAmount(parsePrice('0.3333'), 3, 'CNY'), 100)
  assert.equal(lineAmount(parsePrice('99.5'), 1, 'JPY'), 100)
  assert.equal(lineAmount(parsePrice('1.2345'), 2, 'KWD'), 2469)
  assert.equal(lineAmount(parsePrice('1.2345'), 2, 'CLF'), 24690)
  assert.equal(lineAmount(900_000_000_000_000, 900, 'JPY'), 81_000_000_000_000)
  assert.throws(() => lineAmount(Number.MAX_SAFE_INTEGER, 101, 'CNY'), RangeError)
  assert.throws(() => lineAmount(1, 1.5, 'CNY'), RangeError)
})

test('prices are read and written without loss', () => {
  assert.equal(parsePrice('12.3456'), 123456)
  assert.deepEqual([formatPrice(123456), formatPrice(125000), formatPrice(120000)], ['12.3456', '12.5', '12'])
  assert.deepEqual([formatPrice(125000, 'CNY'), formatPrice(120000, 'CNY')], ['12.50', '12.00'])
  assert.deepEqual([formatPrice(120000, 'JPY'), formatPrice(-5, 'CNY')], ['12', '-0.0005'])
  fc.assert(fc.property(safe, anyCurrency, (units, code) => parsePrice(formatPrice(units, code)) === units))
})

test('amounts are read and written without loss', () => {
  assert.equal(formatMoney(1230, 'CNY'), '12.30')
  assert.equal(formatMoney(-5, 'CNY'), '-0.05')
  assert.equal(formatMoney(1230, 'JPY'), '1230')
  assert.equal(parseMoney('12.3', 'CNY'), 1230)
  assert.ok(Object.is(parseMoney('-0.00', 'CNY'), 0))
  fc.assert(fc.property(safe, anyCurrency, (minor, code) => parseMoney(formatMoney(minor, code), code) === minor))
  assert.throws(() => formatMoney(0.5, 'CNY'), RangeError)
})

test('what is no decimal number is refused', () => {
  for (const text of [
    '',
    ' 1',
    '1 ',
    '1.',
    '.5',
    '+1',
    '1e3',
    '1,000',
    '1.00000',
    '--1',
    '0x10',
    '\uff11',
    'NaN',
    '9'.repeat(17),
  ]) {
    assert.throws(() => parsePrice(text), invalid('price_invalid'), text)
    assert.throws(() => parseMoney(text, 'CNY'), invalid('amount_invalid'), text)
  }
  assert.throws(() => parseMoney('1.234', 'CNY'), invalid('amount_invalid'))
  assert.throws(() => parseMoney('1.5', 'JPY'), invalid('amount_invalid'))
  assert.throws(() => parsePrice('9007199254740992'), invalid('price_invalid'))
})

test('tax inside a gross amount is the tax on top of its net', () => {
  assert.equal(taxInside(11300, 1300), 1300)
  assert.equal(taxOnTop(10000, 1300), 1300)
  assert.equal(taxInside(-11300, 1300), -1300)
  assert.equal(taxOnTop(50, 100), 1)
  assert.equal(taxOnTop(1000, 0), 0)
  fc.assert(
    fc.property(fc.integer({ min: -1e12, max: 1e12 }), fc.nat(10_000), (net, rate) => {
      const tax = taxOnTop(net, rate)
      assert.equal(taxInside(net + tax, rate), tax)
    }),
  )
})
