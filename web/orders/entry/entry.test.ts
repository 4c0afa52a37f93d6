import assert from 'node:assert/strict'
import { test } from 'node:test'
import { placeOrderContract } from '../../../src/orders/contract.ts'
import { quoteOrderContract } from '../../../src/orders/entry/contract.ts'
import { draftForm } from '../../../src/orders/entry/order-draft.ts'
import {
  addGoods,
  addRows,
  draftOf,
  type Entry,
  emptyEntry,
  entryOf,
  fillDown,
  isBegun,
  presetTexts,
  withPreset,
} from './entry.ts'
import { cellPlace, faultsOf, orderOf, quoteOf } from './order-request.ts'
import { presetOf } from './preset-of.ts'

const id = '01938c00-0000-7000-8000-000000000001'
const tea = { id, sku: 'TEA' }

test('the same goods again add one to their line, others make a line', () => {
  const first = addGoods(emptyEntry, tea)
  const second = addGoods(first.entry, tea)
  const third = addGoods(second.entry, { id: id.replace(/1$/, '2'), sku: 'CUP' }, 3)
  assert.deepEqual(
    third.entry.lines.map(({ sku, quantity }) => [sku, quantity]),
    [
      ['TEA', '2'],
      ['CUP', '3'],
    ],
  )
  assert.equal(second.line.key, first.line.key)
})

test('a form is kept as a draft and comes back as it was', () => {
  const entry: Entry = {
    ...addRows(addGoods(emptyEntry, tea).entry, [{ sku: 'X', quantity: 'two', unitPrice: '9.9' }]),
    ...{ channel: 'phone', note: '', contact: { name: '张三', phone: '', country: 'CN' } },
  }
  const draft = draftForm.parse(draftOf(entry))
  assert.deepEqual(draft.contact, { name: '张三', country: 'CN' })
  assert.deepEqual(draftOf(entryOf(draft)), draft)
  assert.equal('note' in draft, false)
})

test('what presets fill in is nothing to keep, nor a customer alone; an address or goods are', () => {
  assert.equal(isBegun({ ...emptyEntry, channel: 'phone', contact: { country: 'CN' } }), false)
  assert.equal(isBegun({ ...emptyEntry, customerId: id, shipToCustomerId: id }), false)
  assert.equal(isBegun({ ...emptyEntry, contact: { phone: '138' } }), true)
  assert.equal(isBegun(addGoods(emptyEntry, tea).entry), true)
})

test('a preset fills what nobody touched', () => {
  const now = new Date('2026-11-26T20:00:00Z')
  const preset = { channel: 'phone', shipping: 1200, deliveryInDays: 2, keepCustomer: true }
  const texts = presetTexts(preset, { currency: 'CNY', timeZone: 'Asia/Shanghai', now })
  assert.deepEqual(texts, {
    channel: 'phone',
    keepCustomer: true,
    shipping: '12.00',
    requestedDeliveryOn: '2026-11-29',
  })
  const filled = withPreset({ ...emptyEntry, shipping: '5' }, texts, new Set(['shipping']))
  assert.deepEqual([filled.shipping, filled.channel], ['5', 'phone'])
  assert.equal(withPreset(filled, texts, new Set(['shipping'])), filled)
})

test('what a form says becomes a preset, with the wanted day counted from today, and comes back the same', () => {
  const shop = { currency: 'CNY', timeZone: 'Asia/Shanghai', now: new Date('2026-11-26T20:00:00Z') }
  const texts = {
    channel: 'phone',
    shipping: '12.00',
    requestedDeliveryOn: '2026-11-29',
    note: 'n',
    keepCustomer: true,
  }
  const preset = presetOf({ ...emptyEntry, ...texts, discount: '5' }, shop)
  assert.deepEqual(preset, { channel: 'phone', shipping: 1200, deliveryInDays: 2, note: 'n', keepCustomer: true })
  assert.deepEqual(presetTexts(preset, shop), texts)
  assert.deepEqual(presetOf({ ...emptyEntry, shipping: 'x', requestedDeliveryOn: '2026-11-01' }, shop), {})
})

test('a pasted column fills the cells downwards, as far as there are lines', () => {
  const entry = addRows(
    emptyEntry,
    [1, 2, 3].map((n) => ({ sku: `S${n}`, quantity: '1' })),
  )
  const filled = fillDown(entry, entry.lines[1]?.key ?? '', 'quantity', ['５', '1,000', '9'])
  assert.deepEqual(
    filled.lines.map(({ quantity }) => quantity),
    ['1', '5', '1000'],
  )
  assert.deepEqual(fillDown(entry, 'none', 'quantity', ['7']), entry)
})

test('what is missing or no number is told at its field, before the server is asked', () => {
  assert.deepEqual(
    [...faultsOf(emptyEntry, 'CNY').entries()],
    [
      ['receiver', 'receiver_missing'],
      ['goods', 'goods_missing'],
      ['channel', 'channel_missing'],
    ],
  )
  const rows = addRows(emptyEntry, [{ sku: 'A', quantity: '0', unitPrice: '1.23456' }])
  const key = rows.lines[0]?.key ?? ''
  const faults = faultsOf(
    { ...rows, channel: 'phone', contact: { phone: '1' }, discount: '1.234', shipping: '-1' },
    'CNY',
  )
  assert.deepEqual(Object.fromEntries(faults), {
    'contact.name': 'name_missing',
    [cellPlace(key, 'quantity')]: 'quantity_wrong',
    [cellPlace(key, 'unitPrice')]: 'price_wrong',
    discount: 'amount_wrong',
    shipping: 'amount_wrong',
  })
})

test('what the form asks with is what the server takes', () => {
  const goods = addRows(addGoods(emptyEntry, tea).entry, [{ sku: 'X', quantity: '２', unitPrice: '9.90' }])
  const entry: Entry = {
    ...{ ...goods, channel: 'phone', discount: '1.5', shipping: '', keepCustomer: true, paymentTerms: 'on_account' },
    contact: { name: '张三', phone: '13800138000', country: 'CN', province: '浙江省', street: '' },
  }
  const order = placeOrderContract.body.parse(orderOf(entry, 'CNY', id))
  assert.deepEqual([order.discount, order.shipping, order.draftId], [150, 0, id])
  assert.deepEqual(order.customer, { contact: order.shipTo })
  assert.deepEqual(order.lines, [
    { variantId: id, quantity: 1 },
    { sku: 'X', quantity: 2, unitPrice: 99_000 },
  ])
  const known = { ...entry, customerId: id, shipToCustomerId: id }
  const { customer, shipTo } = placeOrderContract.body.parse(orderOf(known, 'CNY', undefined))
  assert.deepEqual([customer, shipTo], [{ id }, { kind: 'of_customer', customerId: id }])

  const halfway = addRows(entry, [{ sku: ' ', quantity: 'x' }])
  const asked = quoteOf(halfway, 'CNY')
  assert.deepEqual(
    asked?.keys,
    goods.lines.map(({ key }) => key),
  )
  const quote = quoteOrderContract.body.parse(asked?.request)
  assert.deepEqual(quote.shipTo, { kind: 'region', country: 'CN', province: '浙江省', hasPhone: true })
  assert.equal(quoteOf({ ...entry, channel: '' }, 'CNY'), undefined)
})
