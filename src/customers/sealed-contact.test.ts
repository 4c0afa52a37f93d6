import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { describe, it } from 'node:test'
import { createMerchantKeys, openMerchantKeys } from '../platform/crypto/key-ring.ts'
import { newId } from '../platform/ids.ts'
import { identityKeys, openContact, sealForPerson, sealNewPerson } from './sealed-contact.ts'

describe('a sealed contact', () => {
  const at = new Date('2026-03-01T00:00:00Z')
  const instanceKey = randomBytes(32)
  const keysOf = (merchantId: string) => openMerchantKeys(instanceKey, createMerchantKeys(instanceKey, merchantId))
  const keys = keysOf(newId(at))
  const contact = { name: '王小明', phone: '13800138000', country: 'CN', city: '深圳市' }

  it('opens to what was sealed, and shows nothing of it', () => {
    const { person, contact: row } = sealNewPerson(keys, contact, at)
    assert.equal(row.personId, person.id)
    assert.equal(person.keyId, keys.keyId)
    const wrappedKey = person.wrappedKey as Buffer
    assert.deepEqual(openContact(keys, { ...row, wrappedKey }), contact)
    for (const part of [contact.name, contact.phone, contact.city]) assert.equal(row.sealed.indexOf(part), -1)
  })

  it('has a key of its own for each person, and one for all contacts of a person', () => {
    const first = sealNewPerson(keys, contact, at)
    const second = sealNewPerson(keys, contact, at)
    const wrappedKey = first.person.wrappedKey as Buffer
    const corrected = { ...contact, name: '王晓明' }
    const row = sealForPerson(keys, { id: first.person.id, wrappedKey }, corrected, at)
    assert.deepEqual(openContact(keys, { ...row, wrappedKey }), corrected)
    const moved = { ...second.contact, personId: first.person.id, wrappedKey }
    assert.throws(() => openContact(keys, moved), { code: 'sealed_value_broken' })
  })

  it('does not open in another row, or at another merchant', () => {
    const { person, contact: row } = sealNewPerson(keys, contact, at)
    const stored = { ...row, wrappedKey: person.wrappedKey as Buffer }
    assert.throws(() => openContact(keys, { ...stored, id: newId(at) }), { code: 'sealed_value_broken' })
    assert.throws(() => openContact(keysOf(newId(at)), stored), { code: 'sealed_value_broken' })
  })

  const phoneKey = (phone: string) => identityKeys(keys, { phone }).phoneKey?.toString('hex')
  const emailKey = (email: string) => identityKeys(keys, { email }).emailKey?.toString('hex')

  it('tells the same person again, however the number is written', () => {
    for (const same of ['+86 138-0013-8000', '0086 13800138000', '１３８００１３８０００']) {
      assert.equal(phoneKey(same), phoneKey('13800138000'), same)
    }
    assert.equal(emailKey('LI@Example.com'), emailKey('li@example.com'))
    assert.equal(Buffer.from(phoneKey('13800138000') ?? '', 'hex').length, 32)
  })

  it("keeps the extensions of a marketplace's number apart", () => {
    assert.notEqual(phoneKey('13800138000转1234'), phoneKey('13800138000转5678'))
    assert.notEqual(phoneKey('13800138000转1234'), phoneKey('13800138000'))
    assert.equal(phoneKey('13800138000转1234'), phoneKey('+86 13800138000 ext 1234'))
  })

  it('is of the merchant alone, and nothing without a phone or e-mail', () => {
    const other = identityKeys(keysOf(newId(at)), { phone: '13800138000' }).phoneKey
    assert.notEqual(other?.toString('hex'), phoneKey('13800138000'))
    assert.deepEqual(identityKeys(keys, {}), { phoneKey: null, emailKey: null, platformKey: null })
    assert.equal(phoneKey('٣٤٥'), undefined)
  })
})
