import assert from 'node:assert/strict'
import { resolve } from 'node:path'
import { test } from 'node:test'
import { ConfigError, readConfig } from './config.ts'

test('without any variable there are defaults', () => {
  const config = readConfig({})
  assert.equal(config.dataDir, resolve('data'))
  assert.equal(config.host, '127.0.0.1')
  assert.equal(config.port, undefined)
  assert.equal(config.databaseUrl, undefined)
  assert.equal(config.logLevel, 'info')
  assert.equal(config.keepAnswersDays, 30)
  assert.ok(Object.isFrozen(config))
})

test('a variable set to nothing counts as not set', () => {
  assert.equal(readConfig({ PORT: '', DATABASE_URL: '' }).port, undefined)
})

test('each variable that cannot be used is named, and no value is shown', () => {
  const environment = {
    PORT: '70000',
    DATABASE_URL: 'mysql://user:secret@host/db',
    YIDAN_LOG: 'loud',
    YIDAN_KEEP_ANSWERS_DAYS: '0',
  }
  assert.throws(
    () => readConfig(environment),
    (error) => {
      assert.ok(error instanceof ConfigError)
      assert.match(error.message, /^PORT must be a whole number from 1 to 65535$/m)
      assert.match(error.message, /^DATABASE_URL must be an address that begins with postgresql:/m)
      assert.match(error.message, /^YIDAN_LOG must be one of trace, debug, info/m)
      assert.match(error.message, /^YIDAN_KEEP_ANSWERS_DAYS must be a whole number of days/m)
      assert.doesNotMatch(error.message, /secret/)
      return true
    },
  )
})

for (const port of ['0', '65536', '-1', '3000x', ' 80', '1e3']) {
  test(`PORT ${JSON.stringify(port)} is refused`, () =>
    assert.throws(() => readConfig({ PORT: port }), /^ConfigError: PORT /))
}

test('mail leaves by a server when one is set, and comes from whom it says', () => {
  const { smtp, mailFrom, publicUrl } = readConfig({
    YIDAN_SMTP_URL: 'smtp://shop:secret@mail.example.com',
    YIDAN_MAIL_FROM: '一单 <shop@example.com>',
    YIDAN_PUBLIC_URL: 'https://orders.example.com/',
  })
  assert.deepEqual(smtp, {
    ...{ host: 'mail.example.com', port: 587, tls: 'required' },
    user: 'shop',
    password: 'secret',
  })
  assert.deepEqual(mailFrom, { name: '一单', address: 'shop@example.com' })
  assert.equal(publicUrl, 'https://orders.example.com')
})

const from = { YIDAN_MAIL_FROM: 'shop@example.com' }
const refusedMail: [message: RegExp, environment: Record<string, string>][] = [
  [/YIDAN_MAIL_FROM must be set/, { YIDAN_SMTP_URL: 'smtp://mail.example.com' }],
  [/YIDAN_MAIL_FROM must be like Name <name@example.com>$/, { YIDAN_MAIL_FROM: 'secret' }],
  [/YIDAN_SMTP_URL must be like/, { ...from, YIDAN_SMTP_URL: 'http://user:secret@mail.example.com' }],
  [/YIDAN_SMTP_URL has a user and no password/, { ...from, YIDAN_SMTP_URL: 'smtp://secret@mail.example.com' }],
  [
    /YIDAN_SMTP_PASSWORD_FILE goes with/,
    { ...from, YIDAN_SMTP_URL: 'smtp://user:secret@mail.example.com', YIDAN_SMTP_PASSWORD_FILE: 'password' },
  ],
  [/YIDAN_SMTP_PASSWORD_FILE goes with/, { YIDAN_SMTP_PASSWORD_FILE: 'password' }],
  [/YIDAN_PUBLIC_URL must be like/, { YIDAN_PUBLIC_URL: 'orders.example.com' }],
  [/YIDAN_PUBLIC_URL must be like/, { YIDAN_PUBLIC_URL: 'https://user:secret@example.com' }],
]
for (const [message, environment] of refusedMail) {
  test(`${Object.keys(environment).join(' and ')}: ${message.source}`, () =>
    assert.throws(
      () => readConfig(environment),
      (error: Error) => message.test(error.message) && !error.message.includes('secret'),
    ))
}
