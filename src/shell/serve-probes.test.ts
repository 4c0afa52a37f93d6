import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openDoors } from '../../test/support/doors.ts'
import { serveProbes } from './serve-probes.ts'

const token = '0123456789abcdef'

function open(metricsToken?: string) {
  const app = openDoors({ metricsToken, limits: { failuresPerAddress: 2 } })
  serveProbes(app)
  return async (remoteAddress: string, headers: Record<string, string> = {}) => {
    const { statusCode, body } = await app.fastify.inject({ url: '/metrics', remoteAddress, headers })
    assert.equal(statusCode === 200, body.includes('yidan_http_request_seconds'))
    return statusCode
  }
}

test('the metrics are for who is on this machine', async () => {
  const ask = open()
  assert.equal(await ask('127.0.0.1'), 200)
  assert.equal(await ask('::1'), 200)
  assert.equal(await ask('198.51.100.1'), 403)
  assert.equal(await ask('127.0.0.1', { 'x-forwarded-for': '198.51.100.1' }), 403)
})

test('or for who brings the token, and trying tokens is slowed down', async () => {
  const ask = open(token)
  assert.equal(await ask('198.51.100.1', { authorization: `Bearer ${token}` }), 200)
  assert.equal(await ask('198.51.100.1'), 401)
  assert.equal(await ask('198.51.100.1', { authorization: 'Bearer no' }), 401)
  assert.equal(await ask('198.51.100.1', { authorization: `Bearer ${token}x` }), 401)
  assert.equal(await ask('198.51.100.1', { authorization: 'Bearer no' }), 429)
  assert.equal(await ask('198.51.100.2', { authorization: `Bearer ${token}` }), 200)
})

test('what the metrics name are routes, not what stood in an address or header', async () => {
  const app = openDoors()
  serveProbes(app)
  await app.fastify.inject({ url: '/api/v1/echo?x=hush-hush', headers: { authorization: 'Bearer hush-hush' } })
  await app.fastify.inject({ url: '/hush-hush' })
  const { body } = await app.fastify.inject({ url: '/metrics' })
  assert.match(body, /route="\/api\/v1\/echo"/)
  assert.doesNotMatch(body, /hush/)
})
