import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isMailAddress, maskEmail, parseSender } from './address.ts'

test('an address is one mailbox in the plain form', () => {
  for (const good of ['li@example.com', 'li.ming+shop@mail.example.com', '李明@例子.中国', 'root@localhost']) {
    assert.equal(isMailAddress(good), true, good)
  }
  const bad = [
    '',
    'li',
    '@example.com',
    'li@',
    'a@b@c',
    'a@b,c@d',
    'a@b\r\nBcc: c@d',
    '<a@b>',
    '"a b"@c',
    'a b@c',
    'a@b\0',
  ]
  for (const each of [...bad, `${'a'.repeat(65)}@example.com`, `a@${'b'.repeat(260)}`]) {
    assert.equal(isMailAddress(each), false, JSON.stringify(each))
  }
})

test('a sender is a name with an address, or the address alone', () => {
  assert.deepEqual(parseSender('一单 <shop@example.com>'), { name: '一单', address: 'shop@example.com' })
  assert.deepEqual(parseSender('"Shop, Ltd" <shop@example.com>'), { name: 'Shop, Ltd', address: 'shop@example.com' })
  assert.deepEqual(parseSender(' shop@example.com '), { name: '', address: 'shop@example.com' })
  for (const bad of ['', 'shop', 'A <b', 'A <b@c> D', 'A\r\nBcc: x <b@c>']) {
    assert.throws(() => parseSender(bad), /^Error: must be like Name <name@example\.com>$/)
  }
})

test('a masked e-mail tells its domain and no more than one letter', () => {
  assert.equal(maskEmail('li@example.com'), 'l***@example.com')
  assert.equal(maskEmail('l@example.com'), '***@example.com')
})
