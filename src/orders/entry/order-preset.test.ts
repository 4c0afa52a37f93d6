import assert from 'node:assert/strict'
import { test } from 'node:test'
import { presetForm, resolvePresets } from './order-preset.ts'

test('each field is of the nearest preset that says something: customer, channel, person', () => {
  const resolved = resolvePresets({
    person: { channel: 'phone', paymentTerms: 'prepaid', shipping: 1000, note: 'mine' },
    channel: { paymentTerms: 'cash_on_delivery', shipping: 0 },
    customer: { paymentTerms: 'on_account' },
  })
  assert.deepEqual(resolved.values, { channel: 'phone', paymentTerms: 'on_account', shipping: 0, note: 'mine' })
  assert.deepEqual(resolved.from, { channel: 'person', paymentTerms: 'customer', shipping: 'channel', note: 'person' })
})

test('what is undefined says nothing, and nothing at all gives nothing', () => {
  assert.deepEqual(resolvePresets({ person: { shipping: 5 }, customer: { shipping: undefined } }).values, {
    shipping: 5,
  })
  assert.deepEqual(resolvePresets({}), { values: {}, from: {} })
})

test('a preset has no field of its own', () => {
  assert.equal(presetForm.safeParse({ discount: 5 }).success, false)
  assert.equal(presetForm.safeParse({ shipping: -1 }).success, false)
  assert.equal(presetForm.safeParse({ paymentTerms: 'later' }).success, false)
  assert.equal(presetForm.safeParse({}).success, true)
})
