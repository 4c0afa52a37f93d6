// Passkeys replayed: an answer of a device to another challenge, for another page, of another kind, or once more.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { App } from '../../src/platform/http/app.ts'
import { buildApp } from '../../src/shell/build-app.ts'
import { patientDoors } from '../support/doors.ts'
import { createTestMerchant, type TestMerchant } from '../support/merchant.ts'
import { type Browser, makeSomebody, openBrowser, type Somebody } from '../support/people.ts'
import { type Asked, type Authenticator, createAuthenticator } from './authenticator.ts'

const origin = 'http://localhost:80'
const device = createAuthenticator()

let test: TestMerchant
let app: App
let somebody: Somebody
let browser: Browser

before(async () => {
  test = await createTestMerchant()
  app = buildApp(test.runtime, patientDoors)
  somebody = await makeSomebody(test.runtime, test.merchantId, { email: 'passkey@example.cn', roles: ['manager'] })
  browser = openBrowser(app)
  await browser.signIn(somebody)
})
after(() => test.close())

type Begun = { challenge: string; options: { challenge: string } }
const begin = async () =>
  (await openBrowser(app).call('POST', '/sessions/passkey-challenge', { merchant: 'test' })).body as Begun
const beginToAdd = async (by = browser) => (await by.call('POST', '/account/passkey-challenges')).body as Begun
const add = (begun: Begun, response: object, by = browser) =>
  by.call('POST', '/account/passkeys', { challenge: begun.challenge, response, name: 'Phone' })
async function signIn(begun: Begun, asked: Partial<Asked> = {}, by: Authenticator = device): Promise<number> {
  const response = by.sign({ challenge: begun.options.challenge, origin, ...asked })
  return (await openBrowser(app).call('POST', '/sessions/passkey', { challenge: begun.challenge, response })).status
}

describe('a passkey', () => {
  it('is not added by an answer to another challenge, for another page, to another person’s question, or twice', async () => {
    const begun = await beginToAdd()
    const answer = (more: Partial<Asked> = {}) =>
      device.register({ challenge: begun.options.challenge, origin, ...more })
    const other = await makeSomebody(test.runtime, test.merchantId, { email: 'other@example.cn', roles: ['manager'] })
    const theirs = openBrowser(app)
    await theirs.signIn(other)
    for (const more of [
      { challenge: 'AAAA' },
      { origin: 'http://evil.example' },
      { origin: 'https://localhost:80' },
      { verified: false },
    ]) {
      const { status, body } = await add(begun, answer(more))
      assert.deepEqual([status, body.code], [422, 'passkey_invalid'], JSON.stringify(more))
    }
    assert.equal((await add(begun, answer(), theirs)).status, 422)
    assert.equal((await add(await begin(), answer())).status, 422, 'a challenge to sign in is none to add')
    assert.equal((await add(begun, answer())).status, 201)
    assert.equal((await add(begun, answer())).status, 422, 'the challenge was answered')
  })

  it('signs in by the answer to the challenge that was given, once', async () => {
    const begun = await begin()
    assert.equal(await signIn(begun), 200)
    assert.equal(await signIn(begun), 401, 'the same answer again')
    const later = await begin()
    assert.equal(
      await signIn(later, { challenge: begun.options.challenge }),
      401,
      'an old answer under a new challenge',
    )
    assert.equal(await signIn(later), 401, 'a challenge that was answered wrongly is over')
  })

  it('signs nobody in for another page, without its person, as another kind, or by another key', async () => {
    const wrongs: Partial<Asked>[] = [
      ...[{ origin: 'http://evil.example' }, { origin: 'https://localhost:80' }, { origin: 'http://localhost' }],
      ...[{ verified: false }, { type: 'webauthn.create' }, { type: 'payment.get' }],
    ]
    for (const wrong of wrongs) assert.equal(await signIn(await begin(), wrong), 401, JSON.stringify(wrong))
    const stranger = createAuthenticator()
    assert.equal(await signIn(await begin(), {}, stranger), 401)
    assert.equal(
      await signIn(
        await begin(),
        {},
        { ...stranger, sign: (asked) => ({ ...stranger.sign(asked), id: device.id, rawId: device.id }) },
      ),
      401,
    )
    assert.equal(await signIn(await beginToAdd()), 401, 'a challenge to add is none to sign in')
  })

  it('whose count goes back is a copy, and opens nothing', async () => {
    assert.equal(await signIn(await begin(), { counter: 9 }), 200)
    for (const counter of [9, 8, 0]) assert.equal(await signIn(await begin(), { counter }), 401, String(counter))
    assert.equal(await signIn(await begin(), { counter: 10 }), 200)
  })

  it('answered twenty times at once opens once', async () => {
    const begun = await begin()
    const statuses = await Promise.all(Array.from({ length: 20 }, () => signIn(begun, { counter: 20 })))
    assert.equal(statuses.filter((status) => status === 200).length, 1)
  })

  it('that its person takes away keeps no session open that was begun with it', async () => {
    const stolen = createAuthenticator()
    const asked = await beginToAdd()
    const added = await add(asked, stolen.register({ challenge: asked.options.challenge, origin }))
    const begun = await begin()
    const thief = openBrowser(app)
    const response = stolen.sign({ challenge: begun.options.challenge, origin })
    assert.equal((await thief.call('POST', '/sessions/passkey', { challenge: begun.challenge, response })).status, 200)
    assert.equal((await thief.call('GET', '/account')).status, 200)
    assert.equal((await browser.call('DELETE', `/account/passkeys/${added.body.id}`)).status, 200)
    assert.equal((await thief.call('GET', '/account')).status, 401)
    assert.equal((await browser.call('GET', '/account')).status, 200)
  })

  it('of somebody who is kept out, or that was removed, opens nothing', async () => {
    await test.owner.query(`update staff set status = 'disabled' where id = $1`, [somebody.staffId])
    assert.equal(await signIn(await begin(), { counter: 30 }), 401)
    await test.owner.query(`update staff set status = 'active' where id = $1`, [somebody.staffId])
    await test.owner.query('update passkeys set removed_at = now()')
    assert.equal(await signIn(await begin(), { counter: 31 }), 401)
  })
})
