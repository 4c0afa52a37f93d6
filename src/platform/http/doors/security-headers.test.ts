import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { allOf, credentials, listen, openDoors, write } from '../../../../test/support/doors.ts'
import type { App } from '../app.ts'
import { pagePolicy, securityHeaders } from './security-headers.ts'

let app: App
let port: number
before(async () => {
  app = openDoors({ trustedProxies: ['192.0.2.1'] })
  port = await listen(app)
})
after(() => app.fastify.close())

function assertSecure(headers: Record<string, unknown>, about: string) {
  for (const [name, value] of Object.entries(securityHeaders)) assert.equal(headers[name], value, `${name} of ${about}`)
  assert.equal(headers['access-control-allow-origin'], undefined, about)
  assert.equal(headers['x-powered-by'], undefined, about)
}

test('every answer has them: data, refusals, what is not there, what cannot be read', async () => {
  const requests = {
    '200': { url: '/api/v1/echo', headers: credentials.key },
    '401': { url: '/api/v1/echo' },
    '404': { url: '/nothing' },
    '405': { url: '/api/v1/echo', method: 'PUT' },
    '413': {
      url: '/api/v1/echo',
      method: 'POST',
      headers: { ...credentials.key, 'content-type': 'application/json' },
      payload: `"${'x'.repeat(2_000_000)}"`,
    },
    '415': {
      url: '/api/v1/echo',
      method: 'POST',
      headers: { ...credentials.key, 'content-type': 'text/plain' },
      payload: 'x',
    },
  } as const
  for (const [status, request] of Object.entries(requests)) {
    const answer = await app.fastify.inject(request)
    assert.equal(answer.statusCode, Number(status))
    assertSecure(answer.headers, status)
    assert.match(String(answer.headers['content-type']), /^application\/(problem\+)?json; charset=utf-8$/, status)
  }
  for (const url of ['/%', '/api/v1/%C0%AF']) {
    const { headers, statusCode } = await app.fastify.inject({ url })
    assert.ok(statusCode === 400 || statusCode === 404)
    assertSecure(headers, url)
  }
})

test('refusals on the bare connection have them too', async () => {
  for (const text of ['hello\r\n\r\n', `GET / HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(50_000)}\r\n\r\n`]) {
    const [head = ''] = (await allOf(await write(port, text))).split('\r\n\r\n')
    const headers = Object.fromEntries(
      head
        .split('\r\n')
        .slice(1)
        .map((line) => line.split(/: (.*)/)),
    )
    assertSecure(headers, text.slice(0, 20))
  }
})

test('only who came by TLS is told to come by TLS for a year', async () => {
  const ask = async (remoteAddress: string) => {
    const { headers } = await app.fastify.inject({
      url: '/open',
      remoteAddress,
      headers: { 'x-forwarded-proto': 'https' },
    })
    return headers['strict-transport-security']
  }
  assert.equal(await ask('192.0.2.1'), 'max-age=31536000')
  assert.equal(await ask('192.0.2.2'), undefined)
})

test('what is data loads, runs, sends and frames nothing, wherever it is shown', () => {
  const policy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
  assert.equal(securityHeaders['content-security-policy'], policy)
})

test('a page allows no script that stands in it', () => {
  assert.match(pagePolicy(), /script-src 'self'; style-src 'self';/)
  assert.match(pagePolicy({ inlineStyles: true }), /script-src 'self'; style-src 'self' 'unsafe-inline';/)
  assert.match(pagePolicy(), /^default-src 'none'; object-src 'none';.*base-uri 'none'; frame-ancestors 'none'$/)
})

test('nothing of a request reaches into the headers of its answer', async () => {
  const { fastify } = openDoors({ allowedOrigins: ['https://shop.example'] })
  fastify.get('/echo-header', ({ query }, reply) => reply.header('x-told', (query as { text: string }).text).send({}))
  for (const text of ['a%0d%0aset-cookie:%20a=b', 'a%0aset-cookie:%20a=b', 'a%0d', '%00']) {
    const { statusCode, headers } = await fastify.inject({ url: `/echo-header?text=${text}` })
    assert.deepEqual([statusCode, headers['set-cookie'], headers['x-told']], [500, undefined, undefined], text)
  }
  for (const url of [
    '/docs%0d%0aset-cookie:%20a=b',
    '/api/v1/echo%0d%0aset-cookie:%20a=b',
    '/?a=%0d%0aset-cookie:a=b',
  ]) {
    assert.equal((await fastify.inject({ url, method: 'PUT' })).headers['set-cookie'], undefined, url)
  }
})
