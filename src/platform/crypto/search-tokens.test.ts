import assert from 'node:assert/strict'
import { createHmac, createSecretKey } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { emailToken, nameTokens, normalisePhone, phoneTokens, queryTokens } from './search-tokens.ts'

const key = createSecretKey(Buffer.alloc(32, 7))
const otherKey = createSecretKey(Buffer.alloc(32, 8))
const hex = (tokens: Buffer[]) => tokens.map((token) => token.toString('hex'))

/** What a token table does: whether a person's tokens hold all of those of one of the query's alternatives. */
function finds(query: string, stored: Buffer[]): boolean {
  const held = new Set(hex(stored))
  return queryTokens(key, query).some(({ tokens }) => hex(tokens).every((token) => held.has(token)))
}

test('a token is the start of an HMAC-SHA256 of its kind and text', () => {
  const digest = createHmac('sha256', key).update('email:zhang@example.com').digest()
  assert.deepEqual(emailToken(key, 'zhang@example.com'), digest.subarray(0, 8))
  assert.notDeepEqual(emailToken(otherKey, 'zhang@example.com'), digest.subarray(0, 8))
})

test('a phone is the same however it is written', () => {
  for (const written of [
    '13800138000',
    '+86 138 0013 8000',
    '0086-138-0013-8000',
    '(86) 13800138000',
    '1380013 8000',
    ' 138–0013–8000 ',
    '13800138000-1234',
    '13800138000转1234',
    '13800138000,0012',
  ]) {
    assert.equal(normalisePhone(written), '13800138000', written)
  }
  assert.equal(normalisePhone('010-6552 9988'), '01065529988')
  assert.equal(normalisePhone('021-12345678 ext. 12'), '02112345678')
  assert.equal(normalisePhone('+1 (415) 555-2671'), '14155552671')
  assert.equal(normalisePhone('+44 20 7946 0018'), '442079460018')
  assert.equal(normalisePhone('86123456'), '86123456')
  assert.equal(normalisePhone('no number'), '')
})

test('a phone is found by the whole and by its last four digits', () => {
  const stored = phoneTokens(key, '+86 138 0013 8000')
  assert.equal(stored.length, 2)
  for (const query of ['13800138000', '138-0013-8000', '8000', '+8613800138000', '13800138000转99']) {
    assert.ok(finds(query, stored), query)
  }
  for (const query of ['13800138001', '0138', '800', '38000', '']) assert.ok(!finds(query, stored), query)
  assert.ok(finds('110', phoneTokens(key, '110')))
  assert.ok(finds('8000', phoneTokens(key, '8000')))
  assert.deepEqual(phoneTokens(key, 'none'), [])
})

test('an e-mail is found whole, without regard to case', () => {
  const stored = [emailToken(key, ' Zhang.San@Example.com ')]
  assert.ok(finds('zhang.san@example.COM', stored))
  assert.ok(!finds('zhang.san@example', stored))
})

test('a Chinese name is found by any of its characters and neighbours', () => {
  const stored = nameTokens(key, '张三丰')
  assert.equal(stored.length, 5)
  for (const query of ['张', '三', '丰', '张三', '三丰', '张三丰', '张 三', ' 张三丰 '])
    assert.ok(finds(query, stored), query)
  for (const query of ['李', '张丰', '三张', '张三丰张', '']) assert.ok(!finds(query, stored), query)
  assert.ok(finds('阿卜杜拉艾力', nameTokens(key, '阿卜杜拉·艾力')))
  assert.ok(finds('𠮷野', nameTokens(key, '𠮷野家')))
  assert.ok(finds('𠮷', nameTokens(key, '𠮷野家')))
})

test('a name of digits is found, also where it could be a short phone number', () => {
  assert.ok(finds('14441', nameTokens(key, '14441')))
  assert.ok(finds('444', nameTokens(key, '客户 14441')))
  assert.ok(finds('1444', phoneTokens(key, '13800001444')))
})

test('a Latin name is found by two letters or more of its words, in any order and case', () => {
  const stored = nameTokens(key, 'José van der Berg')
  for (const query of ['jo', 'JOSÉ', 'berg', 'Berg José', 'van der', 'ＢＥＲＧ', 'jose\u0301']) {
    assert.ok(finds(query, stored), query)
  }
  for (const query of ['b', 'sév', 'bx', '-']) assert.ok(!finds(query, stored), query)
  assert.ok(finds('j smith', nameTokens(key, 'J. Smith')))
  assert.ok(finds('店a', nameTokens(key, '天猫店A1')))
})

test('every name is found by itself, and has at most forty tokens, none twice', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (name) => {
      fc.pre(!name.includes('@'))
      const stored = nameTokens(key, name)
      assert.ok(stored.length <= 40)
      assert.equal(new Set(hex(stored)).size, stored.length)
      for (const { kind, tokens } of queryTokens(key, name)) {
        if (kind === 'name') assert.ok(hex(tokens).every((token) => hex(stored).includes(token)))
      }
    }),
  )
  assert.equal(nameTokens(key, '一二三四五六七八九十百千万亿甲乙丙丁戊己庚辛').length, 40)
})

test('kinds never meet', () => {
  const last4 = phoneTokens(key, '13800138000').slice(1)
  assert.notDeepEqual(last4, phoneTokens(key, '8000').slice(0, 1))
  assert.deepEqual(
    queryTokens(key, '8000').map(({ kind }) => kind),
    ['last4', 'phone', 'name'],
  )
  assert.deepEqual(queryTokens(key, '🙂 ...'), [])
})
