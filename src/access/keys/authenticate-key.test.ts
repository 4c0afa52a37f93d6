import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import type { FastifyRequest } from 'fastify'
import { createTestMerchant, type TestMerchant } from '../../../test/support/merchant.ts'
import type { Database } from '../../platform/db/database.ts'
import type { App } from '../../platform/http/app.ts'
import { createAuthenticate } from '../authenticate.ts'
import { createApiKey, type NewApiKey } from './create-api-key.ts'
import { revokeApiKey } from './revoke-api-key.ts'

describe('authenticate', () => {
  let test: TestMerchant
  let now = new Date('2026-03-01T00:00:00Z')
  let authenticate: App['authenticate']
  let lookups = 0

  before(async () => {
    test = await createTestMerchant({ clock: () => now })
  })
  after(() => test.close())
  beforeEach(() => {
    lookups = 0
    const pool = {
      connect: () => {
        lookups++
        return test.runtime.database.pool.connect()
      },
    } as Database['pool']
    const database = { ...test.runtime.database, readPool: pool }
    authenticate = createAuthenticate({ ...test.runtime, database }, {})
  })

  const keyWith = (more: Partial<NewApiKey> = {}) =>
    test.command((command) => createApiKey(command, { name: 'program', scopes: ['orders.write'], ...more }))
  const ask = (authorization?: string) =>
    authenticate({ headers: authorization === undefined ? {} : { authorization } } as FastifyRequest)
  const passSeconds = (seconds: number) => {
    now = new Date(now.getTime() + seconds * 1000)
  }

  it('answers who asks and what they may do', async () => {
    const { id, key } = await keyWith()
    const principal = await ask(`Bearer ${key}`)
    assert.equal(principal.merchantId, test.merchantId)
    assert.equal(principal.actor, `key:${id}`)
    assert.ok(principal.may('orders.write'))
    assert.ok(!principal.may('orders.read'))
    assert.deepEqual((await ask(`bearer  ${key}`)).actor, principal.actor)
  })

  it('asks the database once in ten seconds, for however many requests', async () => {
    const { key } = await keyWith()
    await Promise.all(Array.from({ length: 50 }, () => ask(`Bearer ${key}`)))
    passSeconds(9)
    await ask(`Bearer ${key}`)
    assert.equal(lookups, 1)
    passSeconds(1)
    await ask(`Bearer ${key}`)
    assert.equal(lookups, 2)
  })

  it('refuses what is no key of ours', async () => {
    const { key } = await keyWith()
    const wrongSecret = key.slice(0, -3) + (key.endsWith('AAA') ? 'BBB' : 'AAA')
    const otherPrefix = `yd_${key.startsWith('yd_00000000') ? '11111111' : '00000000'}${key.slice(11)}`
    await ask(`Bearer ${key}`)
    for (const wrong of [
      undefined,
      '',
      'Bearer',
      `Basic ${key}`,
      key,
      `Bearer ${wrongSecret}`,
      `Bearer ${otherPrefix}`,
    ]) {
      await assert.rejects(ask(wrong), { kind: 'unauthorized', code: 'unauthorized' })
    }
    await ask(`Bearer ${key}`)
  })

  it('refuses a key from the moment it expires, without asking again', async () => {
    const { key } = await keyWith({ expiresAt: new Date(now.getTime() + 5000) })
    await ask(`Bearer ${key}`)
    passSeconds(5)
    await assert.rejects(ask(`Bearer ${key}`), { code: 'unauthorized' })
    assert.equal(lookups, 1)
  })

  it('refuses a revoked key within ten seconds', async () => {
    const { id, key } = await keyWith()
    await ask(`Bearer ${key}`)
    await test.command((command) => revokeApiKey(command, { keyId: id }))
    passSeconds(10)
    await assert.rejects(ask(`Bearer ${key}`), { code: 'unauthorized' })
  })

  it('keeps nothing of the secret', async () => {
    const { key } = await keyWith()
    const { rows } = await test.owner.query('select to_jsonb(k)::text as row from api_keys k')
    const secret = key.slice(12)
    for (const { row } of rows) assert.ok(!row.includes(secret))
    const events = await test.owner.query('select to_jsonb(e)::text as row from events e')
    for (const { row } of events.rows) assert.ok(!row.includes(secret))
  })
})
