import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { inspect } from 'node:util'
import fc from 'fast-check'
import {
  newDataKey,
  open,
  openText,
  type SealContext,
  SealedValueBroken,
  seal,
  unwrapKey,
  wrapKey,
  wrappingKey,
  wrappingKeyId,
} from './sealing.ts'

const place: SealContext = { merchantId: 'm-1', table: 'contacts', column: 'sealed', rowId: 'r-1' }
const elsewhere: SealContext[] = [
  { ...place, merchantId: 'm-2' },
  { ...place, table: 'suppliers' },
  { ...place, column: 'sealed_note' },
  { ...place, rowId: 'r-2' },
]
const kek = wrappingKey(513, randomBytes(32))

test('what was sealed opens unharmed', () => {
  const key = newDataKey()
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      fc.pre(text.isWellFormed())
      assert.equal(openText(key, seal(key, text, place), place), text)
    }),
  )
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      const plaintext = Buffer.from(bytes)
      const sealed = seal(key, plaintext, place)
      assert.equal(sealed.length, plaintext.length + 29)
      assert.deepEqual(open(key, sealed, place), plaintext)
    }),
  )
})

test('a data key that was wrapped opens what it sealed', () => {
  const key = newDataKey()
  const wrapped = wrapKey(kek, key, place)
  assert.equal(wrapped.length, 63)
  assert.equal(wrappingKeyId(wrapped), 513)
  const sealed = seal(key, '张三', place)
  assert.equal(openText(unwrapKey(kek, wrapped, place), sealed, place), '张三')
})

test('the same text is never sealed the same way twice', () => {
  const key = newDataKey()
  const sealed = new Set(Array.from({ length: 2000 }, () => seal(key, 'same', place).toString('hex')))
  assert.equal(sealed.size, 2000)
  const keys = new Set(Array.from({ length: 500 }, () => newDataKey().export().toString('hex')))
  assert.equal(keys.size, 500)
})

test('a value that was moved, changed, cut or sealed with another key does not open', () => {
  const key = newDataKey()
  const sealed = seal(key, 'a value', place)
  for (const context of elsewhere) assert.throws(() => open(key, sealed, context), SealedValueBroken)
  for (let index = 0; index < sealed.length; index++) {
    const changed = Buffer.from(sealed)
    changed[index] = (changed[index] ?? 0) ^ 1
    assert.throws(() => open(key, changed, place), SealedValueBroken, `byte ${index}`)
    assert.throws(() => open(key, sealed.subarray(0, index), place), SealedValueBroken, `length ${index}`)
  }
  assert.throws(() => open(newDataKey(), sealed, place), SealedValueBroken)
})

test('a wrapped key that was moved, changed, cut or wrapped by another key does not open', () => {
  const wrapped = wrapKey(kek, newDataKey(), place)
  for (const context of elsewhere) assert.throws(() => unwrapKey(kek, wrapped, context), SealedValueBroken)
  for (let index = 0; index < wrapped.length; index++) {
    const changed = Buffer.from(wrapped)
    changed[index] = (changed[index] ?? 0) ^ 1
    assert.throws(() => unwrapKey(kek, changed, place), SealedValueBroken, `byte ${index}`)
    assert.throws(() => unwrapKey(kek, wrapped.subarray(0, index), place), SealedValueBroken, `length ${index}`)
  }
  assert.throws(() => unwrapKey(wrappingKey(513, randomBytes(32)), wrapped, place), SealedValueBroken)
  assert.throws(() => unwrapKey(wrappingKey(514, randomBytes(32)), wrapped, place), SealedValueBroken)
})

test('the error says where, and nothing of what', () => {
  const sealed = seal(newDataKey(), 'a value', place)
  assert.throws(() => open(newDataKey(), sealed, place), {
    name: 'SealedValueBroken',
    code: 'sealed_value_broken',
    message: 'sealed_value_broken: contacts.sealed of row r-1',
  })
})

test('a key does not show its bytes', () => {
  const key = newDataKey()
  const shown = inspect(key, { showHidden: true, depth: 9 }) + JSON.stringify(key)
  assert.ok(!shown.includes(key.export().toString('hex')) && !shown.includes('<Buffer'))
})

test('a wrapping key has 32 bytes and an id of two', () => {
  assert.throws(() => wrappingKey(1, randomBytes(31)), RangeError)
  for (const id of [-1, 65_536, 1.5]) assert.throws(() => wrappingKey(id, randomBytes(32)), RangeError)
})
