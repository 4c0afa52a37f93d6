import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FastifyRequest } from 'fastify'
import { credentials, openDoors } from '../../../../test/support/doors.ts'
import { clientAddress, isNear, isSecure } from './client-address.ts'

/** What the functions say of a request that came from `remoteAddress`. */
async function judge(trustedProxies: string[], remoteAddress: string, headers: Record<string, string> = {}) {
  const app = openDoors({ trustedProxies })
  let judged: { address: string; near: boolean; secure: boolean; host: string } | undefined
  app.fastify.get('/judge', async (request: FastifyRequest) => {
    judged = { address: clientAddress(request), near: isNear(request), secure: isSecure(request), host: request.host }
    return {}
  })
  await app.fastify.inject({ url: '/judge', remoteAddress, headers })
  return judged
}

const forwarded = {
  'x-forwarded-for': '198.51.100.7',
  'x-forwarded-proto': 'https',
  'x-forwarded-host': 'oms.example.cn',
}

test('what a stranger says of who it speaks for is not believed', async () => {
  const stranger = await judge(['192.0.2.1'], '203.0.113.9', forwarded)
  assert.deepEqual(stranger, { address: '203.0.113.9', near: false, secure: false, host: 'localhost:80' })
  assert.equal((await judge([], '127.0.0.1', forwarded))?.address, '127.0.0.1')
})

test('a trusted proxy is believed, and only for the hops that are trusted', async () => {
  for (const [networks, proxy] of [
    [['192.0.2.1'], '192.0.2.1'],
    [['192.0.2.0/24'], '::ffff:192.0.2.1'],
    [['2001:db8::/32'], '2001:db8::5'],
  ] as const) {
    const told = await judge([...networks], proxy, forwarded)
    assert.deepEqual(told, { address: '198.51.100.7', near: false, secure: true, host: 'oms.example.cn' })
  }
  const chain = { 'x-forwarded-for': '10.9.9.9, 198.51.100.7, 192.0.2.2' }
  assert.equal((await judge(['192.0.2.0/24'], '192.0.2.1', chain))?.address, '198.51.100.7')
})

test('a word that is no address counts as none', async () => {
  for (const word of ['unknown', '198.51.100.7:4711', '<script>', '1.2.3']) {
    assert.equal((await judge(['192.0.2.1'], '192.0.2.1', { 'x-forwarded-for': word }))?.address, '192.0.2.1', word)
  }
})

test('near is only who is on this machine and behind no proxy', async () => {
  assert.deepEqual(await judge([], '127.0.0.1'), {
    address: '127.0.0.1',
    near: true,
    secure: true,
    host: 'localhost:80',
  })
  assert.equal((await judge([], '::ffff:127.0.0.1'))?.near, true)
  assert.equal((await judge([], '127.0.0.1', { 'x-forwarded-for': '127.0.0.1' }))?.near, false)
  assert.equal((await judge([], '127.0.0.1', { via: '1.1 proxy' }))?.secure, false)
  assert.equal((await judge(['127.0.0.1'], '127.0.0.1', { 'x-forwarded-for': '127.0.0.1' }))?.near, false)
})

test('what a use case is told of the client follows the same rule', async () => {
  const { fastify } = openDoors({ trustedProxies: ['192.0.2.1'] })
  const ask = { url: '/api/v1/echo', headers: { ...credentials.key, ...forwarded } }
  assert.equal((await fastify.inject({ ...ask, remoteAddress: '192.0.2.1' })).json().origin, '198.51.100.7')
  assert.equal((await fastify.inject({ ...ask, remoteAddress: '192.0.2.9' })).json().origin, '192.0.2.9')
})
