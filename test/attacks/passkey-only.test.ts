// Somebody whose second factor is a passkey, where the merchant wants two factors: the password alone, or their mail alone, is one.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { writeLinkToken } from '../../src/access/sign-in/access-link.ts'
import { makeSignInLink } from '../../src/access/staff/make-owner.ts'
import type { App } from '../../src/platform/http/app.ts'
import { buildApp } from '../../src/shell/build-app.ts'
import { patientDoors } from '../support/doors.ts'
import { createTestMerchant, type TestMerchant } from '../support/merchant.ts'
import { type Browser, makeSomebody, openBrowser, type Somebody } from '../support/people.ts'
import { createAuthenticator } from './authenticator.ts'

const origin = 'http://localhost:80'
const device = createAuthenticator()

describe('where the merchant wants two factors, a password beside a passkey', () => {
  let test: TestMerchant
  let app: App
  let somebody: Somebody
  let first: Browser

  const addPasskey = async (browser: Browser, by = device) => {
    const { body } = await browser.call('POST', '/account/passkey-challenges')
    const { challenge, options } = body as { challenge: string; options: { challenge: string } }
    const response = by.register({ challenge: options.challenge, origin })
    return browser.call('POST', '/account/passkeys', { challenge, response, name: 'Phone' })
  }

  before(async () => {
    test = await createTestMerchant()
    app = buildApp(test.runtime, patientDoors)
    somebody = await makeSomebody(test.runtime, test.merchantId, { email: 'passkey@example.cn', roles: ['owner'] })
    first = openBrowser(app)
    await first.signIn(somebody)
    const settings = { secondFactor: 'required', idleMinutes: 480, sessionHours: 168 }
    assert.equal((await first.call('PUT', '/security-settings', settings)).status, 200)
    assert.equal((await first.call('GET', '/staff')).status, 403, 'nothing is set up')
    assert.equal((await addPasskey(first)).status, 201)
  })
  after(() => test.close())

  it('opens what the role permits to who has just added one', async () => {
    assert.equal((await first.call('GET', '/staff')).status, 200)
  })

  it('opens nothing by itself, so that another factor is not added by who has only stolen it', async () => {
    const thief = openBrowser(app, '192.0.2.66')
    const { status, body } = await thief.signIn(somebody)
    assert.deepEqual([status, body.code], [403, 'passkey_required'])
    assert.equal((await thief.call('GET', '/account')).status, 401)
    const { rows } = await test.owner.query(`select actor, data from events where type = 'sign_in.failed'`)
    assert.deepEqual(rows, [{ actor: 'system:sign-in', data: { staffId: somebody.staffId, step: 'passkey' } }])
  })

  it('is set anew by a link of the mail, which lets nobody in', async () => {
    await openBrowser(app).call('POST', '/password-resets', { merchant: 'test', login: somebody.email })
    await app.beside.ended()
    const { rows } = await test.owner.query(`select id, kind from access_links where used_at is null`)
    const token = writeLinkToken(await test.runtime.keysOf(test.merchantId), rows[0])
    const reader = openBrowser(app, '192.0.2.67')
    const answer = await reader.call('POST', '/access-links/use', { token, password: 'another good long one 42' })
    assert.deepEqual([answer.status, answer.body.code], [403, 'passkey_required'])
    assert.equal((await reader.call('GET', '/account')).status, 401)
    assert.equal((await first.call('GET', '/account')).status, 401, 'every session has ended')
  })

  it('is not asked for where the passkey is given', async () => {
    const browser = openBrowser(app)
    const { body } = await browser.call('POST', '/sessions/passkey-challenge', { merchant: 'test' })
    const { challenge, options } = body as { challenge: string; options: { challenge: string } }
    const response = device.sign({ challenge: options.challenge, origin })
    assert.equal((await browser.call('POST', '/sessions/passkey', { challenge, response })).status, 200)
    assert.equal((await browser.call('GET', '/staff')).status, 200)
  })

  it('lost with the passkey is no end: who runs Yidan lets its owner set up another', async () => {
    const token = await test.command((command) => makeSignInLink(command, { email: somebody.email }))
    const browser = openBrowser(app)
    assert.equal((await browser.call('POST', '/access-links/use', { token })).status, 200)
    assert.equal((await browser.call('GET', '/staff')).status, 403)
    assert.equal((await addPasskey(browser, createAuthenticator())).status, 201)
    assert.equal((await browser.call('GET', '/staff')).status, 200)
  })
})
