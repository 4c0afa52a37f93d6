// What a client sends to be taken for something else: ends of lines in headers, lines of a log, and what a terminal obeys.
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { type AddressInfo, connect } from 'node:net'
import { Writable } from 'node:stream'
import { after, before, describe, it } from 'node:test'
import pino from 'pino'
import { createAuthenticate } from '../../src/access/authenticate.ts'
import { type App, createApp } from '../../src/platform/http/app.ts'
import { visibleText } from '../../src/platform/visible-text.ts'
import { buildApp } from '../../src/shell/build-app.ts'
import { policy } from '../../src/shell/policy.ts'
import { patientDoors } from '../support/doors.ts'
import { createTestMerchant, type TestMerchant } from '../support/merchant.ts'
import { makeSomebody, openBrowser } from '../support/people.ts'

let test: TestMerchant
let app: App
/** Lines as the log has them. */
let logged: string[]
const open: App[] = []

const sink = () =>
  new Writable({
    write: (chunk, _, done) => {
      logged.push(String(chunk))
      done()
    },
  })

before(async () => {
  test = await createTestMerchant()
  logged = []
  app = buildApp({ ...test.runtime, logger: pino({ base: null }, sink()) }, patientDoors)
  open.push(app)
  await app.fastify.listen({ port: 0, host: '127.0.0.1' })
})
after(async () => {
  for (const each of open) await each.fastify.close()
  await test.close()
})

async function answerTo(text: string): Promise<string> {
  const { port } = app.fastify.server.address() as AddressInfo
  const socket = connect(port, '127.0.0.1')
  const chunks: Buffer[] = []
  socket.on('data', (bytes: Buffer) => chunks.push(bytes))
  socket.on('error', () => {})
  socket.write(Buffer.from(text, 'latin1'))
  await once(socket, 'close')
  return Buffer.concat(chunks).toString()
}

const injected = 'x-injected: 1'

describe('the end of a line', () => {
  const ends = ['\r\n', '\n', '\r', '%0d%0a', '%0a', '%0D', '\u0085', '%E5%98%8A%E5%98%8D', '\\r\\n']

  it('in an address or a header makes no header of an answer', async () => {
    const headers = [
      'user-agent',
      'idempotency-key',
      'if-match',
      'x-request-id',
      'cookie',
      'origin',
      'host',
      'accept',
      'x-forwarded-for',
      'authorization',
    ]
    for (const end of ends) {
      for (const name of headers) {
        const host = name === 'host' ? '' : 'Host: x\r\n'
        const answer = await answerTo(
          `GET /api/v1/merchant HTTP/1.1\r\n${host}${name}: a${end}${injected}\r\nConnection: close\r\n\r\n`,
        )
        assert.ok(!headOf(answer).includes(injected), `${name} ${JSON.stringify(end)}: ${answer}`)
      }
      for (const path of ['/', '/docs', '/api/v1/', '/api/v1/orders/']) {
        const answer = await answerTo(
          `GET ${path}${end}${injected.replace(' ', '')} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`,
        )
        assert.ok(!/^x-injected/im.test(headOf(answer)), `${path} ${JSON.stringify(end)}: ${answer}`)
      }
    }
  })

  it('in what a cookie says of a device is not given back', async () => {
    const somebody = await makeSomebody(test.runtime, test.merchantId, { email: 'crlf@example.cn', roles: ['store'] })
    for (const value of ['a%0d%0ax-injected:1', 'x.y', '"a\\r\\nb"', `${'A'.repeat(22)};x`, '\u00e9'.repeat(22)]) {
      const browser = openBrowser(app, '203.0.113.50')
      const { status, headers } = await browser.call(
        ...(['POST', '/sessions', { merchant: 'test', login: somebody.email, password: somebody.password }] as const),
        { cookie: `__Host-yidan-device=${value}` },
      )
      assert.equal(status, 200)
      for (const cookie of headers['set-cookie'] as string[])
        assert.match(cookie, /^__Host-yidan(?:-device)?=[\w.-]+; Path=/)
    }
  })

  it('in a name of a person or an e-mail is refused, so that no mail has a header more', async () => {
    const { call } = await owner()
    for (const end of ['\r\n', '\n', '\r']) {
      for (const more of [{ email: `a@example.cn${end}Bcc: b@example.cn` }, { name: `A${end}Bcc: b@example.cn` }]) {
        const body = { name: 'A', email: 'a@example.cn', roles: ['store'], locale: 'en', ...more }
        const { status } = await call('POST', '/staff', body)
        assert.equal(status, 400, JSON.stringify(more))
      }
    }
  })
})

const headOf = (answer: string) => answer.split('\r\n\r\n')[0] ?? ''

async function owner() {
  const somebody = await makeSomebody(test.runtime, test.merchantId, {
    email: `o${logged.length}.${Math.trunc(performance.now())}@example.cn`,
    roles: ['owner'],
  })
  const browser = openBrowser(app, '203.0.113.51')
  await browser.signIn(somebody)
  return browser
}

describe('a line of the log', () => {
  const forged = 'x\n{"level":30,"msg":"all is well"}\r\n\u001b[2J\u001b]0;owned\u0007\u2028\u0000end'

  it('is one, however its facts are written, and has no character that acts on a terminal', async () => {
    const faulty = createApp(
      { ...test.runtime, logger: pino({ base: null }, sink()) },
      createAuthenticate(test.runtime, policy),
    )
    faulty.fastify.get('/fault', () => {
      throw new Error(forged)
    })
    open.push(faulty)
    logged = []
    const { statusCode, body } = await faulty.fastify.inject({ url: '/fault', headers: { 'user-agent': 'x' } })
    assert.equal(statusCode, 500)
    assert.ok(!body.includes('all is well'), 'nobody is told what the log is')
    assert.equal(logged.length, 1)
    const [line = ''] = logged
    assert.equal(line.trimEnd().split('\n').length, 1)
    assert.ok(!/(?!\n)\p{Cc}/u.test(line), JSON.stringify(line))
    assert.ok((JSON.parse(line) as { error: string }).error.includes(forged))
  })

  it('has no secret and nothing of a body, whatever was refused', async () => {
    logged = []
    const secrets = ['hunter2-secret', 'yd_secretsecretsecret', 'person@secret.example']
    for (const [method, url, payload] of [
      ['POST', '/api/v1/sessions', { merchant: 'test', login: secrets[2], password: secrets[0] }],
      ['POST', '/api/v1/access-links/use', { token: secrets[1], password: secrets[0] }],
      ['POST', '/api/v1/sessions/second-factor', { challenge: secrets[1], code: '123456' }],
      ['GET', `/api/v1/orders?text=${secrets[2]}`, undefined],
    ] as const) {
      await app.fastify.inject({
        ...{ method, url, headers: { authorization: `Bearer ${secrets[1]}`, 'user-agent': secrets[0] as string } },
        ...(payload !== undefined && { payload }),
      })
    }
    for (const secret of secrets) assert.ok(!logged.join('').includes(secret), secret)
  })
})

describe('what is shown on a terminal', () => {
  it('obeys nobody: sequences are written out', () => {
    for (const hostile of [
      '\u001b[31mred',
      '\u001b]52;c;ZXZpbA==\u0007',
      '\u009b2J',
      '\u001bP+q\u001b\\',
      '\rover',
      '\u0008\u0008',
      '\u202egnp.exe',
    ]) {
      assert.ok(!/(?![\n\t])\p{Cc}|[\u202a-\u202e]/u.test(visibleText(hostile)), JSON.stringify(hostile))
    }
  })
})
