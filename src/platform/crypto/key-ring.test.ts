import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import {
  createMerchantKeys,
  InstanceKeyWrong,
  instanceFingerprint,
  nextMerchantKey,
  openDataKey,
  openMerchantKeys,
  rewrapMerchantKey,
} from './key-ring.ts'
import { newDataKey, openText, SealedValueBroken, seal, wrapKey } from './sealing.ts'

const instanceKey = randomBytes(32)
const merchantId = '019e7044-8800-764f-ad25-00001e8ee806'
const place = { merchantId, table: 'contacts', column: 'sealed', rowId: 'r-1' }
const retiredAt = new Date('2026-03-01')
const bytesOf = (keys: { searchKey: { export(): Buffer } }) => keys.searchKey.export().toString('hex')
const [kekRow, searchRow, lastingRow] = createMerchantKeys(instanceKey, merchantId)
if (kekRow === undefined || searchRow === undefined || lastingRow === undefined) throw new Error('three keys')
const rows = [kekRow, searchRow, lastingRow]

test("a merchant's keys open what they wrapped", () => {
  assert.deepEqual(
    rows.map(({ kind, keyId }) => [kind, keyId]),
    [
      ['wrapping', 1],
      ['search', 1],
      ['lasting', 1],
    ],
  )
  const dataKey = newDataKey()
  const wrapped = wrapKey(openMerchantKeys(instanceKey, rows).kek, dataKey, place)
  const sealed = seal(dataKey, '张三', place)
  const again = openMerchantKeys(instanceKey, rows)
  assert.equal(openText(openDataKey(again, wrapped, place), sealed, place), '张三')
  assert.equal(again.state, 'lasting 1,search 1,wrapping 1')
})

test('every merchant has keys of its own', () => {
  const one = openMerchantKeys(instanceKey, createMerchantKeys(instanceKey, merchantId))
  const other = openMerchantKeys(instanceKey, createMerchantKeys(instanceKey, merchantId))
  assert.notEqual(bytesOf(one), bytesOf(other))
  assert.ok(!one.kek.key.equals(other.kek.key))
  assert.ok(!one.kek.key.equals(one.searchKey))
})

test('after a renewal the old key still opens, the new one seals, and the search key stays', () => {
  const before = openMerchantKeys(instanceKey, rows)
  const wrapped = wrapKey(before.kek, newDataKey(), place)
  const second = nextMerchantKey(instanceKey, before, 'wrapping')
  const after = openMerchantKeys(instanceKey, [second, { ...kekRow, retiredAt }, searchRow, lastingRow])
  assert.equal(after.keyId, 2)
  assert.equal(after.kek.id, 2)
  assert.equal(bytesOf(after), bytesOf(before))
  assert.equal(after.state, 'lasting 1,search 1,wrapping 1 retired,wrapping 2')
  openDataKey(after, wrapped, place)
  assert.throws(() => openDataKey(before, wrapKey(after.kek, newDataKey(), place), place), SealedValueBroken)
})

test('while the search key is renewed both are there, the present one first', () => {
  const before = openMerchantKeys(instanceKey, rows)
  const second = nextMerchantKey(instanceKey, before, 'search')
  const during = openMerchantKeys(instanceKey, [kekRow, { ...searchRow, retiredAt }, second, lastingRow])
  assert.equal(during.searchKeyId, 2)
  assert.deepEqual([...during.searchKeys.keys()], [2, 1])
  assert.ok(during.searchKeys.get(1)?.equals(before.searchKey))
  assert.ok(!during.searchKey.equals(before.searchKey))
  assert.equal(during.keyId, 1)
})

test('a merchant whose keys are all retired, or who has none, cannot seal', () => {
  assert.throws(
    () => openMerchantKeys(instanceKey, [{ ...kekRow, retiredAt }, searchRow, lastingRow]),
    /no key that is not retired/,
  )
  assert.throws(() => openMerchantKeys(instanceKey, [kekRow]), /no key that is not retired/)
  assert.throws(() => openMerchantKeys(instanceKey, []), /no key that is not retired/)
})

test('the key of another instance is told from a broken row', () => {
  const changed = Buffer.from(searchRow.wrappedKey)
  changed[40] = (changed[40] ?? 0) ^ 1
  const broken = (row: object) => [kekRow, { ...searchRow, ...row }]
  assert.throws(() => openMerchantKeys(instanceKey, broken({ wrappedKey: changed })), SealedValueBroken)
  assert.throws(() => openMerchantKeys(instanceKey, broken({ keyId: 2 })), SealedValueBroken)
  assert.throws(() => openMerchantKeys(instanceKey, broken({ merchantId: 'm-2' })), SealedValueBroken)
  assert.throws(() => openMerchantKeys(instanceKey, broken({ wrappedKey: kekRow.wrappedKey })), SealedValueBroken)
  const otherKey = Buffer.from(instanceKey).fill(7, 0, 4)
  assert.throws(() => openMerchantKeys(otherKey, rows), InstanceKeyWrong)
})

test('the instance key can be renewed, and while it is, either opens what it wrapped', () => {
  const newKey = Buffer.from(instanceKey).fill(9, 0, 4)
  assert.notEqual(instanceFingerprint(newKey), instanceFingerprint(instanceKey))
  const rewrapped = rewrapMerchantKey(instanceKey, newKey, kekRow)
  const both = openMerchantKeys([newKey, instanceKey], [rewrapped, searchRow, lastingRow])
  assert.ok(both.kek.key.equals(openMerchantKeys(instanceKey, rows).kek.key))
  assert.throws(() => openMerchantKeys(instanceKey, [rewrapped, searchRow, lastingRow]), InstanceKeyWrong)
  assert.throws(() => openMerchantKeys(newKey, [rewrapped, searchRow, lastingRow]), InstanceKeyWrong)
})

test('a wrapped data key that is no wrapped key does not open', () => {
  const keys = openMerchantKeys(instanceKey, rows)
  for (const wrapped of [Buffer.alloc(0), Buffer.alloc(2), Buffer.alloc(63), randomBytes(63)]) {
    assert.throws(() => openDataKey(keys, wrapped, place), SealedValueBroken)
  }
})
