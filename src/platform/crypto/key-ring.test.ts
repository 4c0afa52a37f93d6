import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { createMerchantKeys, InstanceKeyWrong, openDataKey, openMerchantKeys, rewrapMerchantKeys } from './key-ring.ts'
import { newDataKey, openText, SealedValueBroken, seal, wrapKey } from './sealing.ts'

const instanceKey = randomBytes(32)
const merchantId = '019e7044-8800-764f-ad25-00001e8ee806'
const place = { merchantId, table: 'contacts', column: 'sealed', rowId: 'r-1' }
const bytesOf = (keys: { searchKey: { export(): Buffer } }) => keys.searchKey.export().toString('hex')

test("a merchant's keys open what they wrapped", () => {
  const row = createMerchantKeys(instanceKey, merchantId)
  assert.equal(row.keyId, 1)
  const dataKey = newDataKey()
  const wrapped = wrapKey(openMerchantKeys(instanceKey, [row]).kek, dataKey, place)
  const sealed = seal(dataKey, '张三', place)
  const again = openMerchantKeys(instanceKey, [row])
  assert.equal(openText(openDataKey(again, wrapped, place), sealed, place), '张三')
})

test('every merchant has keys of its own', () => {
  const one = openMerchantKeys(instanceKey, [createMerchantKeys(instanceKey, merchantId)])
  const other = openMerchantKeys(instanceKey, [createMerchantKeys(instanceKey, merchantId)])
  assert.notEqual(bytesOf(one), bytesOf(other))
  assert.ok(!one.kek.key.equals(other.kek.key))
  assert.ok(!one.kek.key.equals(one.searchKey))
})

test('after a renewal the old key still opens, the new one seals, and the search key stays', () => {
  const first = createMerchantKeys(instanceKey, merchantId)
  const before = openMerchantKeys(instanceKey, [first])
  const wrapped = wrapKey(before.kek, newDataKey(), place)

  const second = createMerchantKeys(instanceKey, merchantId, before)
  const after = openMerchantKeys(instanceKey, [second, { ...first, retiredAt: new Date('2026-03-01') }])
  assert.equal(after.keyId, 2)
  assert.equal(after.kek.id, 2)
  assert.equal(bytesOf(after), bytesOf(before))
  openDataKey(after, wrapped, place)
  assert.throws(() => openDataKey(before, wrapKey(after.kek, newDataKey(), place), place), SealedValueBroken)
})

test('a merchant whose keys are all retired, or who has none, cannot seal', () => {
  const row = { ...createMerchantKeys(instanceKey, merchantId), retiredAt: new Date('2026-03-01') }
  assert.throws(() => openMerchantKeys(instanceKey, [row]), /no key that is not retired/)
  assert.throws(() => openMerchantKeys(instanceKey, []), /no key that is not retired/)
})

test('the key of another instance is told from a broken row', () => {
  const row = createMerchantKeys(instanceKey, merchantId)
  const changed = Buffer.from(row.wrappedSearchKey)
  changed[40] = (changed[40] ?? 0) ^ 1
  assert.throws(() => openMerchantKeys(instanceKey, [{ ...row, wrappedSearchKey: changed }]), SealedValueBroken)
  assert.throws(() => openMerchantKeys(instanceKey, [{ ...row, keyId: 2 }]), SealedValueBroken)
  assert.throws(() => openMerchantKeys(instanceKey, [{ ...row, merchantId: 'm-2' }]), SealedValueBroken)
  const swapped = { ...row, wrappedKek: row.wrappedSearchKey }
  assert.throws(() => openMerchantKeys(instanceKey, [swapped]), SealedValueBroken)
  const otherKey = Buffer.from(instanceKey).fill(7, 0, 4)
  assert.throws(() => openMerchantKeys(otherKey, [row]), InstanceKeyWrong)
})

test('the instance key can be renewed', () => {
  const row = createMerchantKeys(instanceKey, merchantId)
  const newKey = Buffer.from(instanceKey).fill(9, 0, 4)
  const [rewrapped] = rewrapMerchantKeys(instanceKey, newKey, [row])
  assert.ok(rewrapped)
  assert.equal(bytesOf(openMerchantKeys(newKey, [rewrapped])), bytesOf(openMerchantKeys(instanceKey, [row])))
  assert.throws(() => openMerchantKeys(instanceKey, [rewrapped]), InstanceKeyWrong)
})

test('a wrapped data key that is no wrapped key does not open', () => {
  const keys = openMerchantKeys(instanceKey, [createMerchantKeys(instanceKey, merchantId)])
  for (const wrapped of [Buffer.alloc(0), Buffer.alloc(2), Buffer.alloc(63), randomBytes(63)]) {
    assert.throws(() => openDataKey(keys, wrapped, place), SealedValueBroken)
  }
})
