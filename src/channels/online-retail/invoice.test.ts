import assert from 'node:assert/strict'
import { test } from 'node:test'
import { placeOrderForm } from '../../orders/intake/place-order-form.ts'
import { formatPrice } from '../../platform/money.ts'
import { planImport, salesDays } from './import-plan.ts'
import { orderOf } from './invoice.ts'
import { columns } from './source-line.ts'

function planOf(...lines: string[]) {
  return planImport(
    (async function* () {
      yield Buffer.from([columns.join(','), ...lines].join('\n'))
    })(),
  )
}

test('lines of one number make one invoice, wherever they stand; of two times the first counts', async () => {
  const { invoices } = await planOf(
    '2,B,"",1,2009-12-02 09:59:00,1,,"EIRE"',
    '1,A,"",1,2009-12-01 10:00:00,1,,"EIRE"',
    '2,C,"",1,2009-12-02 10:00:00,1,,"EIRE"',
    '1,A,"",1,2009-12-01 10:01:00,1,,"EIRE"',
  )
  assert.deepEqual(
    invoices.map(({ number, at, lines }) => [number, at.toISOString(), lines.map(({ stockCode }) => stockCode)]),
    [
      ['1', '2009-12-01T10:00:00.000Z', ['A', 'A']],
      ['2', '2009-12-02T09:59:00.000Z', ['B', 'C']],
    ],
  )
})

test('an invoice without a sale makes no order', async () => {
  const { invoices, staged } = await planOf('1,A,"",1,2009-12-01 10:00:00,0,,"EIRE"')
  assert.deepEqual([invoices.length, staged.length], [0, 1])
})

test('its order is one that the API would take', async () => {
  const { invoices } = await planOf(
    '1,A,"",2,2009-12-01 10:00:00,1.25,13085,"EIRE"',
    '2,A,"",1,2009-12-01 10:00:00,0.001,,"Channel Islands"',
    '3,A,"",1,2009-12-01 10:00:00,2,12422,"Unspecified"',
    '4,A,"",1,2009-12-01 10:00:00,2,,""',
  )
  const orders = invoices.map(orderOf)
  assert.deepEqual(
    orders.map(({ shipTo }) => shipTo),
    [
      { name: '13085', country: 'IE' },
      { name: 'Guest', country: 'JE' },
      { name: '12422', country: 'GB', province: 'Unspecified' },
      { name: 'Guest', country: 'GB' },
    ],
  )
  assert.deepEqual(
    orders.map(({ customer }) => customer && 'code' in customer && customer.code),
    ['online-retail:13085', undefined, 'online-retail:12422', undefined],
  )
  for (const order of orders) {
    const lines = order.lines.map((line) => ({ ...line, unitPrice: formatPrice(line.unitPrice ?? 0) }))
    assert.deepEqual(placeOrderForm.parse({ ...order, lines }), order)
  }
})

test('parcels of a day leave the next morning and arrive two days later', async () => {
  const { invoices } = await planOf(
    '1,A,"",1,2009-12-01 07:45:00,1,,"EIRE"',
    '2,A,"",1,2009-12-01 23:59:59,1,,"EIRE"',
    '3,A,"",1,2009-12-02 00:00:00,1,,"EIRE"',
  )
  const days = salesDays(invoices).map(({ invoices, shippedAt, deliveredAt }) => [
    invoices.length,
    shippedAt.toISOString(),
    deliveredAt.toISOString(),
  ])
  assert.deepEqual(days, [
    [2, '2009-12-02T09:00:00.000Z', '2009-12-04T12:00:00.000Z'],
    [1, '2009-12-03T09:00:00.000Z', '2009-12-05T12:00:00.000Z'],
  ])
})
