import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openDoors } from '../../../../test/support/doors.ts'
import { ownOrigin } from './own-host.ts'

const statusOf = async (publicUrl: string | undefined, host: string, url = '/open', more: object = {}) => {
  const { fastify } = openDoors({ publicUrl, trustedProxies: ['192.0.2.1'] })
  const answer = await fastify.inject({ url, headers: { host, ...more }, remoteAddress: '192.0.2.9' })
  return answer.statusCode === 200 ? 200 : answer.json().code
}

test('where our name is known every other is refused', async () => {
  const own = 'https://oms.example.cn'
  for (const host of [
    'oms.example.cn',
    'OMS.example.cn',
    'oms.example.cn:443',
    'localhost:3000',
    '127.0.0.1:3000',
    '[::1]:3000',
  ]) {
    assert.equal(await statusOf(own, host), 200, host)
  }
  for (const host of [
    ...['evil.example', 'oms.example.cn.evil.example', 'oms.example.cn:8443', 'oms.example.cn:80', 'evil.example:443'],
    ...[
      '127.0.0.1.evil.example',
      'localhost.evil.example',
      '10.0.0.1',

      'oms.example.cn@evil.example',
      'a b',
      '[::1].evil',
    ],
  ]) {
    assert.equal(await statusOf(own, host), 'host_not_ours', host)
  }
  assert.equal(await statusOf('http://oms.example.cn:8080', 'oms.example.cn:8080'), 200)
  assert.equal(await statusOf('http://oms.example.cn:8080', 'oms.example.cn'), 'host_not_ours')
})

test('a stranger’s X-Forwarded-Host is no name', async () => {
  assert.equal(
    await statusOf('https://oms.example.cn', 'evil.example', '/open', { 'x-forwarded-host': 'oms.example.cn' }),
    'host_not_ours',
  )
})

test('who watches over the server may ask it by its address', async () => {
  const { fastify } = openDoors({ publicUrl: 'https://oms.example.cn' })
  fastify.get('/healthz', async () => ({}))
  for (const [url, status] of [
    ['/healthz', 200],
    ['/healthz?x', 200],
    ['/healthz/x', 421],
    ['/readyzz', 421],
  ] as const) {
    assert.equal((await fastify.inject({ url, headers: { host: '10.0.0.5' } })).statusCode, status, url)
  }
})

test('where it is not known any name is taken, and a page of ours has the one it came by', async () => {
  assert.equal(await statusOf(undefined, 'anything.example'), 200)
  assert.equal(ownOrigin({ protocol: 'http', host: 'localhost:3000' }, undefined), 'http://localhost:3000')
  assert.equal(
    ownOrigin({ protocol: 'http', host: 'evil.example' }, 'https://oms.example.cn'),
    'https://oms.example.cn',
  )
})
