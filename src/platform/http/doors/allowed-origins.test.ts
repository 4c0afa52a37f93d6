import assert from 'node:assert/strict'
import { test } from 'node:test'
import { credentials, openDoors } from '../../../../test/support/doors.ts'

const shop = 'https://shop.example'
const preflight = {
  origin: shop,
  'access-control-request-method': 'POST',
  'access-control-request-headers': 'authorization',
}

test('no other site may call, unless it is named', async () => {
  const { fastify } = openDoors()
  for (const request of [
    { url: '/api/v1/echo', headers: { ...credentials.key, origin: shop } },
    { url: '/api/v1/echo', method: 'OPTIONS', headers: preflight },
    { url: '/open', headers: { origin: 'null' } },
  ] as const) {
    const { headers } = await fastify.inject(request)
    assert.deepEqual(
      Object.keys(headers).filter((name) => name.startsWith('access-control')),
      [],
    )
  }
})

test('a named one may call the API with a key, and never with cookies', async () => {
  const { fastify } = openDoors({ allowedOrigins: [shop] })
  const asked = await fastify.inject({ url: '/api/v1/echo', method: 'OPTIONS', headers: preflight })
  assert.equal(asked.statusCode, 204)
  assert.equal(asked.headers['access-control-allow-origin'], shop)
  assert.match(String(asked.headers['access-control-allow-headers']), /Authorization/)
  const answer = await fastify.inject({ url: '/api/v1/echo', headers: { ...credentials.key, origin: shop } })
  assert.deepEqual(
    [answer.statusCode, answer.headers['access-control-allow-origin'], answer.headers.vary],
    [200, shop, 'Origin'],
  )
  for (const { headers } of [asked, answer]) assert.equal(headers['access-control-allow-credentials'], undefined)
})

test('others, and what is not the API, are told nothing', async () => {
  const { fastify } = openDoors({ allowedOrigins: [shop] })
  for (const origin of ['null', 'http://shop.example', 'https://shop.example.evil', 'https://evil.example', '*', '']) {
    const { headers } = await fastify.inject({ url: '/api/v1/echo', headers: { ...credentials.key, origin } })
    assert.equal(headers['access-control-allow-origin'], undefined, origin)
    assert.equal(headers.vary, 'Origin')
  }
  assert.equal(
    (await fastify.inject({ url: '/open', headers: { origin: shop } })).headers['access-control-allow-origin'],
    undefined,
  )
})
