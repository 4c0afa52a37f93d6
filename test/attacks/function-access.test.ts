// Function level access: ways round a route's method and path. Which role may do what: test/access/every-route.test.ts.
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { type AddressInfo, connect } from 'node:net'
import { after, before, describe, it } from 'node:test'
import type { App } from '../../src/platform/http/app.ts'
import type { Contract } from '../../src/platform/http/contract.ts'
import { newId } from '../../src/platform/ids.ts'
import { buildApp } from '../../src/shell/build-app.ts'
import { differences, openFingerprint } from '../bad-input/fingerprint.ts'
import { patientDoors } from '../support/doors.ts'
import { createTestMerchant, type TestMerchant } from '../support/merchant.ts'
import { type Browser, makeSomebody, openBrowser } from '../support/people.ts'

let test: TestMerchant
let app: App
let owner: Browser
let reader: Browser
let fingerprint: () => Promise<string>
let atFirst: string

before(async () => {
  test = await createTestMerchant()
  app = buildApp(test.runtime, patientDoors)
  const open = async (role: string) => {
    const somebody = await makeSomebody(test.runtime, test.merchantId, { email: `${role}@example.cn`, roles: [role] })
    const browser = openBrowser(app)
    await browser.signIn(somebody)
    return browser
  }
  owner = await open('owner')
  reader = await open('read_only')
  fingerprint = await openFingerprint(test.owner)
  atFirst = await fingerprint()
})
after(async () => {
  await app.fastify.close()
  await test.close()
})

const cookieOf = ({ cookies }: Browser) => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
const customer = { code: 'made', contact: { name: 'Made', country: 'CN' } }

type Asked = { method: string; url: string; headers?: Record<string, string>; payload?: object }
const ask = (browser: Browser | undefined, { headers = {}, method, ...asked }: Asked) =>
  app.fastify.inject({
    ...asked,
    method: method as 'GET',
    headers: { 'sec-fetch-site': 'same-origin', ...(browser && { cookie: cookieOf(browser) }), ...headers },
  })

const assertUnchanged = async () => assert.deepEqual(differences(atFirst, await fingerprint()), [])

describe('another method', () => {
  const overrides = [
    { 'x-http-method-override': 'POST' },
    { 'x-http-method': 'POST' },
    { 'x-method-override': 'POST' },
    { 'x-original-method': 'POST' },
  ]

  it('named by a header or a parameter is not what is done', async () => {
    for (const headers of overrides) {
      for (const url of ['/api/v1/customers', '/api/v1/customers?_method=POST']) {
        const { statusCode, body } = await ask(owner, {
          method: 'GET',
          url,
          headers: headers as unknown as Record<string, string>,
        })
        assert.ok((statusCode === 200 && body.startsWith('{"items":[]')) || statusCode === 400, body)
      }
      const deleted = Object.fromEntries(Object.keys(headers).map((name) => [name, 'DELETE']))
      const { statusCode } = await ask(reader, {
        ...{ method: 'POST', url: `/api/v1/api-keys/${newId(new Date())}`, payload: {}, headers: deleted },
      })
      assert.equal(statusCode, 405)
    }
    await assertUnchanged()
  })

  it('that is none of an operation is refused, whatever else has that path', async () => {
    const writing = new Set(app.contracts.filter(({ method }) => method !== 'GET').map(({ path }) => path))
    const reading = new Set(app.contracts.filter(({ method }) => method === 'GET').map(({ path }) => path))
    for (const path of [...writing].filter((each) => !reading.has(each))) {
      const url = `/api/v1${path.replace(/:\w+/g, () => newId(new Date()))}`
      for (const method of ['HEAD', 'PATCH', 'OPTIONS', 'TRACE', 'PROPFIND', 'GET']) {
        const { statusCode } = await ask(owner, { method, url }).catch(() => ({ statusCode: 405 }))
        // `/products/batch` has the form of `/products/:productId`, which can be read.
        assert.ok(statusCode >= 400 && statusCode < 500, `${method} ${url}: ${statusCode}`)
      }
    }
    await assertUnchanged()
  })

  it('HEAD asks who it is, and what they may, as GET does', async () => {
    const isRead = (contract: Contract) => contract.method === 'GET' && contract.permission !== 'public'
    for (const { path } of app.contracts.filter(isRead)) {
      const url = `/api/v1${path.replace(/:\w+/g, () => newId(new Date()))}`
      const [head, get] = await Promise.all([ask(reader, { method: 'HEAD', url }), ask(reader, { method: 'GET', url })])
      assert.equal(head.statusCode, get.statusCode, url)
      assert.equal(head.body, '')
      assert.equal((await ask(undefined, { method: 'HEAD', url })).statusCode, 401, url)
    }
  })

  it('that no HTTP server should know is refused on the connection', async () => {
    await app.fastify.listen({ port: 0, host: '127.0.0.1' })
    for (const method of ['TRACE', 'CONNECT', 'DEBUG', 'TRACK', 'GETS', 'get']) {
      const answer = await answerTo(
        `${method} /api/v1/merchant HTTP/1.1\r\nHost: x\r\nCookie: secret=1\r\nConnection: close\r\n\r\n`,
      )
      assert.match(answer, /^(?:HTTP\/1\.1 (?:400|401|404|405) |$)/, `${method}: ${answer.slice(0, 200)}`)
      assert.ok(!answer.includes('secret=1'), `${method} echoes the request`)
    }
  })
})

async function answerTo(text: string): Promise<string> {
  const { port } = app.fastify.server.address() as AddressInfo
  const socket = connect(port, '127.0.0.1')
  const chunks: Buffer[] = []
  socket.on('data', (bytes: Buffer) => chunks.push(bytes))
  socket.on('error', () => {})
  socket.write(text)
  await once(socket, 'close')
  return Buffer.concat(chunks).toString()
}

describe('another way to write a path', () => {
  /** Of `/api/v1/api-keys`, which only an owner may read. */
  const spellings = [
    ...['//api/v1/api-keys', '/api//v1/api-keys', '/api/v1//api-keys', '/api/v1/./api-keys', '/./api/v1/api-keys'],
    ...[
      '/api/v1/x/../api-keys',
      '/api/v1/merchant/../api-keys',
      '/api/v1/%2e/api-keys',
      '/api/v1/merchant/%2e%2e/api-keys',
    ],
    ...[
      '/api%2fv1%2fapi-keys',
      '/api/v1%2fapi-keys',
      '/api/v1/merchant%2f..%2fapi-keys',
      '/api/v1/api-keys/',
      '/api/v1/api-keys//',
    ],
    ...[
      '/API/V1/API-KEYS',
      '/api/V1/api-keys',
      '/api/v1/Api-Keys',
      '/api/v1/api-keys;x=1',
      '/api/v1;x/api-keys',
      '/api/v1/api-keys;',
    ],
    ...[
      '/api/v1/%61pi-keys',
      '/api/v1/%2561pi-keys',
      '/%61pi/v1/api-keys',
      '/api/v1/api-keys%00',
      '/api/v1/api-keys%20',
      '/api/v1/api-keys.json',
    ],
    ...[
      '/api/v1/api-keys%3f',
      '/api/v1/api-keys%23',
      '/api/v1/api-keys#',
      '/api/v1/api-keys?',
      '/api/v1\\api-keys',
      '/api/v1/api-keys/.',
    ],
    ...[
      '/api/api-keys',
      '/api/v0/api-keys',
      '/api/v2/api-keys',
      '/api/v01/api-keys',
      '/api/v1.0/api-keys',
      '/v1/api-keys',
      '/api-keys',
    ],
    ...[
      '/api/v1/api/v1/api-keys',
      '/api/latest/api-keys',
      '/docs/../api/v1/api-keys',
      '/docs/%2e%2e/api/v1/api-keys',
      '/api/v1/ａpi-keys',
    ],
  ]

  it('leads to the operation with all its questions, or nowhere', async () => {
    let arrived = 0
    for (const url of ['/api/v1/api-keys', ...spellings]) {
      const mine = await ask(owner, { method: 'GET', url })
      const theirs = await ask(reader, { method: 'GET', url })
      const nobodys = await ask(undefined, { method: 'GET', url })
      assert.ok(mine.statusCode < 500 && theirs.statusCode < 500, url)
      const isTheOperation = mine.statusCode === 200 && mine.body.startsWith('{"items":')
      if (isTheOperation) arrived += 1
      if (isTheOperation) assert.deepEqual([theirs.statusCode, nobodys.statusCode], [403, 401], url)
      else assert.ok(!theirs.body.includes('"items"') && !nobodys.body.includes('"items"'), url)
    }
    assert.ok(arrived >= 1 && arrived < 20, `${arrived} spellings arrived`)
  })

  it('writes nothing that its writer may not', async () => {
    for (const url of spellings.map((each) => each.replace('api-keys', 'customers'))) {
      const { statusCode } = await ask(reader, { method: 'POST', url, payload: customer })
      assert.ok(statusCode >= 400 && statusCode < 500, `${url}: ${statusCode}`)
    }
    await assertUnchanged()
  })

  it('told by a proxy’s header is not looked at', async () => {
    for (const name of [
      'x-original-url',
      'x-rewrite-url',
      'x-forwarded-path',
      'x-forwarded-prefix',
      'x-forwarded-uri',
    ]) {
      const { statusCode, body } = await ask(reader, {
        method: 'GET',
        url: '/healthz',
        headers: { [name]: '/api/v1/api-keys' },
      })
      assert.deepEqual([statusCode, body], [200, '{"status":"ok"}'])
      const refused = await ask(reader, { method: 'GET', url: '/api/v1/api-keys', headers: { [name]: '/healthz' } })
      assert.equal(refused.statusCode, 403)
    }
  })
})

describe('what an operation is asked with twice', () => {
  it('is refused, or taken as one: no second value goes past the first one’s check', async () => {
    const id = newId(new Date())
    for (const query of ['limit=1&limit=100000', 'limit[]=5', 'limit[a]=5', 'after=x&after=y', `limit=1%26limit=9`]) {
      const { statusCode } = await ask(owner, { method: 'GET', url: `/api/v1/orders?${query}` })
      assert.equal(statusCode, 400, query)
    }
    const { statusCode } = await ask(owner, {
      ...{ method: 'POST', url: `/api/v1/orders/${id}/notes`, payload: { text: 'x', orderId: newId(new Date()) } },
    })
    assert.equal(statusCode, 400, 'a body names no other object than the path')
    for (const contract of app.contracts.filter(({ params, body }) => params !== undefined && body !== undefined)) {
      const names = Object.keys(contract.params?.shape ?? {})
      const url = `/api/v1${contract.path.replace(/:\w+/g, () => id)}`
      const payload = Object.fromEntries(names.map((name) => [name, newId(new Date())]))
      assert.equal((await ask(owner, { method: contract.method, url, payload })).statusCode, 400, contract.operation)
    }
    await assertUnchanged()
  })
})
