import assert from 'node:assert/strict'
import { resolve } from 'node:path'
import { test } from 'node:test'
import { ConfigError, readConfig } from './config.ts'
import { defaultDoors } from './platform/http/doors/door-settings.ts'

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
  const { smtp, mailFrom, doors } = readConfig({
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
  assert.equal(doors.publicUrl, 'https://orders.example.com')
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
]
for (const [message, environment] of refusedMail) {
  test(`${Object.keys(environment).join(' and ')}: ${message.source}`, () =>
    assert.throws(
      () => readConfig(environment),
      (error: Error) => message.test(error.message) && !error.message.includes('secret'),
    ))
}

test('the doors are as the environment says', () => {
  const { doors } = readConfig({
    YIDAN_PUBLIC_URL: 'https://OMS.example.cn:443/',
    YIDAN_TLS_CERT: 'tls/cert.pem',
    YIDAN_TLS_KEY: '/tls/key.pem',
    YIDAN_TRUSTED_PROXIES: '10.0.0.2, 10.1.0.0/16,::1',
    YIDAN_ALLOWED_ORIGINS: 'https://shop.example, http://localhost:5173/',
    YIDAN_METRICS_TOKEN: '0123456789abcdef',
    YIDAN_REQUESTS_PER_ADDRESS: '0',
    YIDAN_REQUESTS_PER_KEY: '100',
  })
  const { limits, ...others } = doors
  assert.deepEqual(others, {
    publicUrl: 'https://oms.example.cn',
    certificateFiles: { cert: resolve('tls/cert.pem'), key: resolve('/tls/key.pem') },
    trustedProxies: ['10.0.0.2', '10.1.0.0/16', '::1'],
    allowedOrigins: ['https://shop.example', 'http://localhost:5173'],
    metricsToken: '0123456789abcdef',
  })
  assert.deepEqual(limits, { ...defaultDoors.limits, requestsPerAddress: 0, requestsPerKey: 100 })
  const { limits: usual, ...closed } = readConfig({}).doors
  assert.deepEqual(usual, defaultDoors.limits)
  const none = { publicUrl: undefined, certificateFiles: undefined, metricsToken: undefined }
  assert.deepEqual(closed, { ...none, trustedProxies: [], allowedOrigins: [] })
})

for (const [name, value] of [
  ...[
    'oms.example.cn',
    'ftp://oms.example.cn',
    'https://oms.example.cn/path',
    'https://oms.example.cn?x',
    'https://u:p@x.cn',
  ].map((url) => ['YIDAN_PUBLIC_URL', url]),
  ...['yes', '10.0.0.0/33', 'proxy.example', '10.0.0.1,', '*'].map((text) => ['YIDAN_TRUSTED_PROXIES', text]),
  ...['*', 'null', 'https://a.example,', 'https://*.example/x'].map((text) => ['YIDAN_ALLOWED_ORIGINS', text]),
  ...['-1', 'many', '1.5'].map((text) => ['YIDAN_REQUESTS_PER_ADDRESS', text]),
  ['YIDAN_METRICS_TOKEN', 'short'],
  ['YIDAN_TLS_CERT', 'cert.pem'],
] as [string, string][]) {
  test(`${name} ${JSON.stringify(value)} is refused by its name`, () =>
    assert.throws(() => readConfig({ [name]: value }), new RegExp(`^ConfigError: ${name} `)))
}
