import assert from 'node:assert/strict'
import { once } from 'node:events'
import { beforeEach, describe, it } from 'node:test'
import type { FastifyRequest } from 'fastify'
import { credentials, listen, openDoors, type TestDoors, write } from '../../../../test/support/doors.ts'
import type { App } from '../app.ts'

describe('how often who may ask', () => {
  let now: Date
  let app: App
  const open = (limits: NonNullable<TestDoors['limits']>) => {
    app = openDoors({ limits, clock: () => now })
  }
  beforeEach(() => {
    now = new Date('2026-03-01T00:00:00Z')
  })
  const pass = (seconds: number) => {
    now = new Date(now.getTime() + seconds * 1000)
  }
  const ask = async (headers: object = {}, { url = '/api/v1/echo', from = '198.51.100.1' } = {}) => {
    const answer = await app.fastify.inject({ url, headers: headers as Record<string, string>, remoteAddress: from })
    const { code } = answer.json()
    const after = answer.headers['retry-after']
    assert.equal(answer.statusCode === 429, code === 'too_many_requests')
    return after === undefined ? answer.statusCode : `${answer.statusCode} after ${after}`
  }
  const times = async <T>(count: number, act: () => Promise<T>): Promise<T[]> => {
    const answers: T[] = []
    for (let each = 0; each < count; each++) answers.push(await act())
    return answers
  }
  const wrong = { authorization: 'Bearer wrong' }

  it('an address may ask so often, and is told when again', async () => {
    open({ requestsPerAddress: 3 })
    const page = () => ask({}, { url: '/open' })
    assert.deepEqual(await times(4, page), [200, 200, 200, '429 after 20'])
    assert.equal(await ask({}, { url: '/nothing' }), '429 after 20')
    assert.equal(await ask({}, { url: '/open', from: '198.51.100.2' }), 200)
    pass(20)
    assert.equal(await page(), 200)
  })

  it('an address of IPv6 counts with its /64', async () => {
    open({ requestsPerAddress: 1 })
    const page = (from: string) => ask({}, { url: '/open', from })
    assert.deepEqual([await page('2001:db8:1:2::1'), await page('2001:db8:1:2:3::4')], [200, '429 after 60'])
    assert.equal(await page('2001:db8:1:3::1'), 200)
  })

  it('who is known is not counted with the address, and goes on where others have used it up', async () => {
    open({ requestsPerAddress: 3 })
    assert.deepEqual(new Set(await times(50, () => ask(credentials.key))), new Set([200]))
    assert.deepEqual(new Set(await times(50, () => ask(credentials.staff))), new Set([200]))
    assert.deepEqual(await times(4, () => ask({}, { url: '/open' })), [200, 200, 200, '429 after 20'])
    assert.deepEqual(await times(2, () => ask(credentials.key)), [200, 200])
    // One who was not seen before waits like everyone.
    assert.equal(await ask(credentials.limitedKey), '429 after 20')
  })

  it('who stays on a connection is known there as long as they bring the same', async () => {
    open({ requestsPerAddress: 3, failuresPerAddress: 2 })
    const port = await listen(app)
    const socket = await write(port, '')
    const status = async (path: string, authorization: string) => {
      socket.write(`GET ${path} HTTP/1.1\r\nhost: x\r\nauthorization: ${authorization}\r\n\r\n`)
      const [text] = await once(socket, 'data')
      return Number(String(text).slice(9, 12))
    }
    const good = credentials.key.authorization
    assert.deepEqual(new Set(await times(20, () => status('/api/v1/echo', good))), new Set([200]))
    assert.deepEqual(await times(4, () => status('/open', 'Bearer x')), [200, 200, 200, 429])
    assert.deepEqual(await times(2, () => status('/api/v1/echo', good)), [200, 200])
    assert.equal(await status('/api/v1/echo', 'Bearer wrong'), 429)
    pass(60)
    assert.deepEqual(await times(3, () => status('/api/v1/echo', 'Bearer wrong')), [401, 401, 429])
    socket.destroy()
    await app.fastify.close()
  })

  it('an address that tries credentials is refused before they are looked at', async () => {
    open({ failuresPerAddress: 2 })
    assert.equal(await ask(credentials.key), 200)
    assert.deepEqual(await times(3, () => ask(wrong)), [401, 401, '429 after 30'])
    // Right ones that were not seen before are not tried either: that would tell which are right.
    assert.equal(await ask(credentials.limitedKey), '429 after 30')
    assert.equal(await ask({ cookie: '__Host-yidan=guess' }), '429 after 30')
    assert.equal(await ask(credentials.key), 200)
    assert.equal(await ask(wrong, { from: '198.51.100.2' }), 401)
    pass(30)
    assert.equal(await ask(credentials.limitedKey), 200)
  })

  it('who brings nothing guesses nothing', async () => {
    open({ failuresPerAddress: 2 })
    assert.deepEqual(new Set(await times(20, () => ask())), new Set([401]))
    assert.equal(await ask(wrong), 401)
  })

  it('a key has no limit but its own, or that of all keys', async () => {
    open({ requestsPerAddress: 3 })
    assert.deepEqual(await times(3, () => ask(credentials.limitedKey)), [200, 200, '429 after 30'])
    assert.deepEqual(new Set(await times(100, () => ask(credentials.key))), new Set([200]))
    open({ requestsPerKey: 3 })
    assert.deepEqual(await times(4, () => ask(credentials.key)), [200, 200, 200, '429 after 20'])
    assert.equal(await ask(credentials.key, { from: '198.51.100.2' }), '429 after 20')
    assert.equal(await ask(credentials.staff), 200)
  })

  it('an account may ask so often, from wherever', async () => {
    open({ requestsPerAccount: 2 })
    assert.deepEqual(await times(2, () => ask(credentials.staff)), [200, 200])
    assert.equal(await ask(credentials.staff, { from: '198.51.100.2' }), '429 after 30')
    assert.equal(await ask(credentials.key), 200)
  })

  it('sign-ins that fail count for the address, and for no account that others could use up', () => {
    open({ failuresPerAddress: 3 })
    const from = (ip: string) => ({ ip, headers: {} }) as FastifyRequest
    const fails = (ip: string) => {
      app.limits.judgeSignIn(from(ip))
      app.limits.failSignIn(from(ip))
    }
    for (let attempt = 0; attempt < 3; attempt++) fails('198.51.100.1')
    assert.throws(() => fails('198.51.100.1'), { code: 'too_many_requests' })
    fails('198.51.100.3')
    pass(60)
    fails('198.51.100.1')
  })

  it('0 is no limit', async () => {
    open({ requestsPerAddress: 0, failuresPerAddress: 0, requestsPerAccount: 0 })
    assert.deepEqual(new Set(await times(200, () => ask(wrong))), new Set([401]))
    assert.deepEqual(new Set(await times(200, () => ask(credentials.staff))), new Set([200]))
  })
})
