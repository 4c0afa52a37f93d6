// Enumeration: what an answer, or the work behind it, tells of what exists. Work is counted, not timed: the statements that the
// database is sent, and the hashes of passwords.
import './count-hashes.ts'

import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { createApiKey } from '../../src/access/keys/create-api-key.ts'
import { writeMerchant } from '../../src/access/secret-token.ts'
import { writeLinkToken } from '../../src/access/sign-in/access-link.ts'
import { makeLink } from '../../src/access/sign-in/make-link.ts'
import { openDatabase } from '../../src/platform/db/database.ts'
import type { App } from '../../src/platform/http/app.ts'
import { newId } from '../../src/platform/ids.ts'
import { buildApp } from '../../src/shell/build-app.ts'
import { patientDoors } from '../support/doors.ts'
import { createTestMerchant, type TestMerchant } from '../support/merchant.ts'
import { makeSomebody, openBrowser, type Somebody, testPassword } from '../support/people.ts'
import { countHashes } from './count-hashes.ts'
import { logStatements } from './statement-log.ts'

let test: TestMerchant
let app: App
let log: ReturnType<typeof logStatements>
let close: () => Promise<void>
let known: Somebody
let address = 0

before(async () => {
  test = await createTestMerchant()
  await test.addMerchant('other')
  const database = openDatabase({ url: test.appUrl, connections: 2 })
  log = logStatements(database)
  close = database.close
  app = buildApp({ ...test.runtime, database }, patientDoors)
  known = await makeSomebody(test.runtime, test.merchantId, { email: 'known@example.cn', roles: ['manager'] })
})
after(async () => {
  await close()
  await test.close()
})

/** Each from an address of its own, so that none is told to wait. */
async function ask(path: string, body: object) {
  address += 1
  log.take()
  const answer = await openBrowser(app, `198.51.100.${address}`).call('POST', path, body)
  await settled()
  const statements = log.take().map(({ text }) => text.replace(/'[0-9a-f-]{36}'/g, "'…'"))
  return { status: answer.status, body: JSON.stringify(answer.body), headers: headersOf(answer.headers), statements }
}

/** What goes on beside an answer has its turn. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve))
}

const isUuid = (value: unknown) => /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/.test(String(value))
const headersOf = (headers: Record<string, unknown>) =>
  JSON.stringify(
    Object.entries(headers)
      .filter(([name]) => name !== 'date')
      .map(([name, value]) => [name, name === 'x-request-id' ? isUuid(value) : value] as const)
      .sort(),
  )

type Told = Awaited<ReturnType<typeof ask>>
const sameAnswer = (a: Told, b: Told, what: string) =>
  assert.deepEqual([a.status, a.body, a.headers], [b.status, b.body, b.headers], what)
const sameWork = (a: Told, b: Told, what: string) => assert.deepEqual(a.statements, b.statements, what)

describe('a sign-in', () => {
  it('does and answers the same for a name that is known, is kept out, was invited, or is none', async () => {
    const out = await makeSomebody(test.runtime, test.merchantId, { email: 'out@example.cn', roles: ['store'] })
    const invited = await makeSomebody(test.runtime, test.merchantId, { email: 'invited@example.cn', roles: ['store'] })
    await test.owner.query(`update staff set status = 'disabled' where id = $1`, [out.staffId])
    await test.owner.query(`update staff set status = 'invited', password_hash = null where id = $1`, [invited.staffId])
    const attempt = (login: string, password = 'wrong') => ask('/sessions', { merchant: 'test', login, password })
    await attempt('warm@example.cn')
    const nobody = await attempt('nobody@example.cn')
    assert.ok(nobody.statements.length > 6)
    for (const [login, password] of [
      [known.email, 'wrong'],
      [out.email, 'wrong'],
      [out.email, testPassword],
      [invited.email, 'wrong'],
      [invited.email, testPassword],
      ['x'.repeat(250), 'wrong'],
      [`${known.email}\u200b`, testPassword],
      ["' or true --", 'wrong'],
    ] as const) {
      const told = await attempt(login, password)
      sameAnswer(told, nobody, login)
      sameWork(told, nobody, login)
    }
  })

  it('hashes a password for every name, and for a merchant that is none', async () => {
    for (const [merchant, login] of [
      ['test', known.email],
      ['test', 'nobody@example.cn'],
      ['nowhere', known.email],
      ['', known.email],
    ]) {
      const before = countHashes()
      await ask('/sessions', { ...(merchant !== '' && { merchant }), login, password: 'wrong' })
      assert.equal(countHashes() - before, 1, `${merchant} ${login}`)
    }
  })
})

describe('a password reset', () => {
  const reset = (login: string, merchant = 'test') => ask('/password-resets', { merchant, login })

  it('answers the same for whoever', async () => {
    const nobody = await reset('nobody@example.cn')
    assert.equal(nobody.status, 202)
    for (const login of [known.email, 'out@example.cn', known.email.toUpperCase()])
      sameAnswer(await reset(login), nobody, login)
    sameAnswer(await reset(known.email, 'nowhere'), nobody, 'a merchant that is none')
  })

  it('answers before its work, which is more for a name that is known: also while that has to wait', async () => {
    await test.owner.query('begin')
    await test.owner.query('select 1 from staff where id = $1 for update', [known.staffId])
    const told = await reset(known.email)
    await test.owner.query('rollback')
    assert.equal(told.status, 202)
    await app.beside.ended()
    const { rows } = await test.owner.query(
      `select 1 from access_links where kind = 'password_reset' and staff_id = $1`,
      [known.staffId],
    )
    assert.ok(rows.length > 0, 'and does it all the same')
  })
})

describe('a link', () => {
  it('that was used, is old, is of another merchant or was never made is invalid in one way', async () => {
    const link = await test.command((command) => makeLink(command, known.staffId, 'sign_in'))
    const token = writeLinkToken(await test.runtime.keysOf(test.merchantId), link)
    const lookup = (each: string) => ask('/access-links/lookup', { token: each })
    assert.equal((await lookup(token)).status, 200)
    const never = await lookup(token.slice(0, 22) + writeMerchant(newId(new Date())) + token.slice(44))
    const wrong = await lookup(token.slice(0, 44) + 'A'.repeat(43))
    const elsewhere = await lookup(writeMerchant(newId(new Date())) + token.slice(22))
    const noForm = await lookup('x')
    await test.owner.query('update access_links set used_at = now() where id = $1', [link.id])
    const used = await lookup(token)
    for (const each of [wrong, elsewhere, noForm, used]) sameAnswer(each, never, 'a lookup')
    sameWork(wrong, never, 'a lookup')
  })
})

describe('a key', () => {
  it('that was revoked, is none, or is of no merchant is refused in one way', async () => {
    const { key, id } = await test.command((command) => createApiKey(command, { name: 'k', scopes: ['*'] }))
    await test.owner.query('update api_keys set revoked_at = now() where id = $1', [id])
    const told = async (authorization: string) => {
      const answer = await app.fastify.inject({ url: '/api/v1/merchant', headers: { authorization } })
      return [answer.statusCode, answer.body, answer.headers['www-authenticate']]
    }
    const revoked = await told(`Bearer ${key}`)
    assert.equal(revoked[0], 401)
    for (const other of [
      `Bearer ${key.slice(0, -3)}AAA`,
      `Bearer yd_${writeMerchant(newId(new Date()))}_${key.slice(26)}`,
      'Bearer x',
      'Basic eDp5',
      'Bearer',
    ]) {
      assert.deepEqual(await told(other), revoked, other)
    }
  })
})

describe('an id', () => {
  it('of another merchant is answered as one that nobody has', async () => {
    const { key } = await test.command((command) => createApiKey(command, { name: 'ids', scopes: ['*'] }))
    const elsewhere = await makeSomebody(test.runtime, await test.addMerchant('third'), {
      email: 'e@example.cn',
      roles: ['store'],
    })
    const told = async (id: string) => {
      const answers = []
      for (const path of [`/staff/${id}`, `/orders/${id}`, `/customers/${id}`, `/api-keys/${id}`]) {
        const answer = await app.fastify.inject({ url: `/api/v1${path}`, headers: { authorization: `Bearer ${key}` } })
        answers.push([answer.statusCode, answer.body])
      }
      return answers
    }
    assert.deepEqual(await told(elsewhere.staffId), await told(newId(new Date())))
  })
})
