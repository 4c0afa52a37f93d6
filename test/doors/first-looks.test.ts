import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deviceName } from '../../web/doors/page/device-name.ts'
import { strengthOf } from '../../web/doors/page/password-strength.ts'

test('a password is looked at while it is typed', () => {
  const known = ['Li Hua', 'li.hua', 'example']
  for (const [password, strength] of [
    ['short', 'short'],
    ['一二三四五六七八九', 'short'],
    ['aaaaaaaaaaaaaaaa', 'weak'],
    ['li.hua2026', 'weak'],
    ['abcdefg123', 'fair'],
    ['an otter hums 9 quiet tunes', 'good'],
  ] as const) {
    assert.equal(strengthOf(password, known), strength, password)
  }
})

test('a device is called what people call it', () => {
  const linux = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36'
  const phone =
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1'
  assert.equal(deviceName(linux), 'Chrome, Linux')
  assert.equal(deviceName(`${linux} Edg/140.0.0.0`), 'Edge, Linux')
  assert.equal(deviceName(phone), 'Safari, iPhone')
  assert.equal(deviceName(`${phone} MicroMessenger/8.0.50`), 'WeChat, iPhone')
  assert.equal(deviceName('curl/8.5.0'), 'curl/8.5.0')
  assert.equal(deviceName(''), '?')
})
