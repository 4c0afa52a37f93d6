import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { contactBody } from './contact.ts'

describe('a contact', () => {
  const valid = { name: '王小明', country: 'CN' }
  const faults = (contact: object) =>
    contactBody.safeParse(contact).error?.issues.map(({ path }) => path.join('.')) ?? []

  it('is kept as it was given', () => {
    const full = {
      name: ' Zoë 王 ',
      phone: '+86 138-0013-8000 转 1234',
      email: 'Zoe@例子.中国',
      company: '某某公司',
      country: 'CN',
      province: '广东省',
      city: '深圳市',
      district: '南山区',
      street: '科技园 "1" 号楼',
      postcode: '518000',
    }
    assert.deepEqual(contactBody.parse(full), full)
    assert.deepEqual(contactBody.parse(valid), valid)
  })

  it('names the field at fault', () => {
    assert.deepEqual(faults({ ...valid, name: ' ' }), ['name'])
    assert.deepEqual(faults({ ...valid, name: 'a\0b' }), ['name'])
    assert.deepEqual(faults({ ...valid, country: 'cn' }), ['country'])
    assert.deepEqual(faults({ ...valid, country: 'XX' }), ['country'])
    assert.deepEqual(faults({ ...valid, city: '' }), ['city'])
    assert.deepEqual(faults({ ...valid, street: 'x'.repeat(301) }), ['street'])
    assert.deepEqual(faults({ ...valid, phones: '1' }), [''])
  })

  for (const phone of ['138 0013 8000', '１３８００１３８０００', '110', '(020) 8888-8888 ext. 12']) {
    it(`takes the phone ${phone}`, () => assert.deepEqual(faults({ ...valid, phone }), []))
  }
  for (const phone of ['', '12', 'call me', '1'.repeat(33), '138\n0013', 'ab12']) {
    it(`refuses the phone ${JSON.stringify(phone)}`, () => assert.ok(faults({ ...valid, phone }).includes('phone')))
  }
  for (const email of ['', 'a', '@b', 'a@', 'a b@c', 'a@b@c', `${'a'.repeat(254)}@b`]) {
    it(`refuses the e-mail ${email.slice(0, 20)}`, () => assert.ok(faults({ ...valid, email }).includes('email')))
  }
})
