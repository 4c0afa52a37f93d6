import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { lineAmount } from '../platform/money.ts'
import { type OrderToPrice, type PricedLine, priceOrder, shareBundlePrice } from './price-order.ts'

const line = (unitPrice: number, quantity = 1, taxRateBasisPoints = 1300) => ({
  unitPrice,
  quantity,
  taxRateBasisPoints,
})

describe('priceOrder', () => {
  it('prices one line with the tax inside', () => {
    const lines = [line(113_0000)]
    const priced = priceOrder({ currency: 'CNY', taxIncluded: true, shipping: 0, discount: 0, lines })
    assert.deepEqual(priced, {
      lines: [{ lineTotal: 113_00, discount: 0, shipping: 0, tax: 13_00 }],
      linesTotal: 113_00,
      discountTotal: 0,
      shippingTotal: 0,
      taxTotal: 13_00,
      total: 113_00,
    })
  })

  it('adds the tax on top', () => {
    const lines = [line(100_0000), line(50_0000, 2, 600)]
    const priced = priceOrder({ currency: 'CNY', taxIncluded: false, shipping: 0, discount: 0, lines })
    assert.deepEqual(
      priced.lines.map(({ tax }) => tax),
      [13_00, 6_00],
    )
    assert.equal(priced.total, 219_00)
  })

  it('splits a discount and the shipping to the last cent', () => {
    const lines = [line(10_0000), line(10_0000), line(10_0000)]
    const priced = priceOrder({ currency: 'CNY', taxIncluded: true, shipping: 1000, discount: 100, lines })
    assert.deepEqual(
      priced.lines.map(({ discount, shipping }) => [discount, shipping]),
      [
        [34, 334],
        [33, 333],
        [33, 333],
      ],
    )
    assert.equal(priced.total, 30_00 - 1_00 + 10_00)
  })

  it('rounds a line once, not each piece', () => {
    const lines = [line(3333, 3, 0)]
    const priced = priceOrder({ currency: 'CNY', taxIncluded: true, shipping: 0, discount: 0, lines })
    assert.equal(priced.linesTotal, 100)
  })

  it('knows currencies without decimals', () => {
    const lines = [line(100_5000, 1, 0)]
    const priced = priceOrder({ currency: 'JPY', taxIncluded: true, shipping: 0, discount: 0, lines })
    assert.equal(priced.total, 101)
  })

  it('gives free lines even shares of the shipping', () => {
    const lines = [line(0), line(0)]
    const priced = priceOrder({ currency: 'CNY', taxIncluded: true, shipping: 5, discount: 0, lines })
    assert.deepEqual(
      priced.lines.map(({ shipping }) => shipping),
      [3, 2],
    )
  })

  it('refuses amounts that JavaScript cannot hold', () => {
    const lines = [line(Number.MAX_SAFE_INTEGER, 1000)]
    assert.throws(() => priceOrder({ currency: 'CNY', taxIncluded: true, shipping: 0, discount: 0, lines }), RangeError)
  })

  it('adds up, whatever the order', () => {
    fc.assert(
      fc.property(orders, (order) => {
        const priced = priceOrder(order)
        assert.equal(sum(priced.lines, 'lineTotal'), priced.linesTotal)
        assert.equal(sum(priced.lines, 'discount'), order.discount)
        assert.equal(sum(priced.lines, 'shipping'), order.shipping)
        assert.equal(sum(priced.lines, 'tax'), priced.taxTotal)
        const onTop = order.taxIncluded ? 0 : priced.taxTotal
        assert.equal(priced.total, priced.linesTotal - order.discount + order.shipping + onTop)
        for (const [index, { lineTotal, discount }] of priced.lines.entries()) {
          const { unitPrice = 0, quantity = 0 } = order.lines[index] ?? {}
          assert.equal(lineTotal, lineAmount(unitPrice, quantity, order.currency))
          if (order.discount <= priced.linesTotal) assert.ok(discount >= 0 && discount <= lineTotal)
        }
      }),
    )
  })
})

describe('shareBundlePrice', () => {
  it('splits by weight', () => {
    const shares = shareBundlePrice({ lineTotal: 100, discount: 10, shipping: 0, tax: 7 }, [30, 70])
    assert.deepEqual(shares, [
      { lineTotal: 30, discount: 3, shipping: 0, tax: 2 },
      { lineTotal: 70, discount: 7, shipping: 0, tax: 5 },
    ])
  })

  it('adds up to the bundle, and takes no more off a component than it costs', () => {
    const amount = fc.integer({ min: 0, max: 10_000_000 })
    const weights = fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 20 })
    fc.assert(
      fc.property(amount, amount, amount, amount, weights, (lineTotal, off, shipping, tax, weights) => {
        const discount = Math.min(off, lineTotal)
        const shares = shareBundlePrice({ lineTotal, discount, shipping, tax }, weights)
        assert.equal(shares.length, weights.length)
        assert.equal(sum(shares, 'lineTotal'), lineTotal)
        assert.equal(sum(shares, 'discount'), discount)
        assert.equal(sum(shares, 'shipping'), shipping)
        assert.equal(sum(shares, 'tax'), tax)
        for (const share of shares) assert.ok(share.discount <= share.lineTotal)
      }),
    )
  })
})

const orders: fc.Arbitrary<OrderToPrice> = fc.record({
  currency: fc.constantFrom('CNY', 'JPY', 'KWD'),
  taxIncluded: fc.boolean(),
  shipping: fc.nat(100_000),
  discount: fc.nat(100_000),
  lines: fc.array(
    fc.record({
      unitPrice: fc.nat(1_000_000_000),
      quantity: fc.integer({ min: 1, max: 10_000 }),
      taxRateBasisPoints: fc.constantFrom(0, 600, 900, 1300, 10_000),
    }),
    { minLength: 1, maxLength: 20 },
  ),
})

function sum(lines: readonly PricedLine[], amount: keyof PricedLine): number {
  return lines.reduce((total, line) => total + line[amount], 0)
}
