import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { maskEmail } from '../platform/mail/address.ts'
import { maskContact, maskName, maskPhone } from './masking.ts'

describe('masking', () => {
  const cases = (mask: (text: string) => string, expected: Record<string, string>) => {
    for (const [text, masked] of Object.entries(expected)) assert.equal(mask(text), masked, text)
  }

  it('leaves the surname of a Chinese name, and the first letters of another', () => {
    cases(maskName, {
      张三: '张*',
      张三丰: '张**',
      欧阳修: '欧阳*',
      欧阳: '欧*',
      诸葛孔明: '诸葛**',
      买买提艾力: '买***',
      张: '*',
      𠮷田: '𠮷*',
      𠮷: '*',
      'John Smith': 'J*** S***',
      ' John  Smith ': 'J*** S***',
      'J. R.': 'J*** R***',
      'A Li': '*** L***',
      Z: '*',
      Zoë: 'Z***',
      'E\u0301mile': 'E\u0301***',
      王小明先生公司: '王***',
      田中さん: '田***',
      '👨‍👩‍👧 x': '*** ***',
    })
  })

  it('leaves the network and the last four digits of a phone', () => {
    cases(maskPhone, {
      '13800138000': '138****8000',
      '+86 138-0013-8000': '138****8000',
      '0086 13800138000': '138****8000',
      '１３８００１３８０００': '138****8000',
      '138-0013-8000': '138****8000',
      '010-65551234': '010****1234',
      '02165551234': '021****1234',
      '65551234': '****1234',
      '12345': '****45',
      '110': '****0',
      '+44 7700 900123': '+447****0123',
    })
  })

  it('tells of an extension only that there is one', () => {
    cases(maskPhone, {
      '13800138000转1234': '138****8000转****',
      '+86 138-0013-8000 转 1234': '138****8000转****',
      '010-65551234 ext. 5': '010****1234转****',
      '65551234x9': '****1234转****',
    })
  })

  it('leaves the first letter of an e-mail and its domain', () => {
    cases(maskEmail, {
      'li@example.com': 'l***@example.com',
      'l@example.com': '***@example.com',
      '𠮷子@例子.中国': '𠮷***@例子.中国',
      'a@b@example.com': 'a***@example.com',
    })
  })

  it('hides street and house number of an address, and all but the beginning of a postcode', () => {
    const contact = {
      ...{ name: '王小明', phone: '13800138000', email: 'wang@example.com', company: '某某公司', country: 'CN' },
      ...{ province: '广东省', city: '深圳市', district: '南山区', street: '科技园 1 号', postcode: '518000' },
    }
    assert.deepEqual(maskContact(contact), {
      kind: 'plain',
      ...{ name: '王**', phone: '138****8000', email: 'w***@example.com', company: '某***', country: 'CN' },
      ...{ province: '广东省', city: '深圳市', district: '南山区', street: '***', postcode: '51***' },
    })
    assert.deepEqual(maskContact({ name: 'X Y', country: 'GB', postcode: 'W1' }), {
      ...{ kind: 'plain', name: '*** ***', country: 'GB', postcode: '***' },
    })
  })
})
