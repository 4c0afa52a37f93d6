import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { createTestMerchant, type TestApi, type TestMerchant } from '../../../test/support/merchant.ts'
import { makeSomebody, openBrowser, type Somebody, testPassword } from '../../../test/support/people.ts'
import { policy } from '../../shell/policy.ts'
import { serveAccess } from '../routes.ts'
import { totpCode } from './totp.ts'

describe('signing in', () => {
  let test: TestMerchant
  let api: TestApi
  let now = new Date('2026-03-01T08:00:00Z')
  let clerk: Somebody

  before(async () => {
    test = await createTestMerchant({ clock: () => now })
    api = await test.open((app) => serveAccess(app, policy))
    clerk = await makeSomebody(test.runtime, test.merchantId, { email: 'Li.Hua@example.cn', roles: ['order_clerk'] })
  })
  after(() => test.close())

  const passMinutes = (minutes: number) => {
    now = new Date(now.getTime() + minutes * 60_000)
  }

  it('opens a session by name and password, and the cookie opens what the role permits', async () => {
    const browser = openBrowser(api.app)
    assert.equal((await browser.call('GET', '/account')).status, 401)
    const { status, body } = await browser.signIn({ ...clerk, email: ' ｌi.hua@EXAMPLE.cn' })
    assert.equal(status, 200)
    assert.equal((body.session as { method: string }).method, 'password')
    const account = await browser.call('GET', '/account')
    assert.equal(account.status, 200)
    assert.equal(account.body.email, 'Li.Hua@example.cn')
    const permissions = account.body.permissions as string[]
    assert.ok(permissions.includes('orders.place') && !permissions.includes('settings.write'))
    assert.equal((await browser.call('GET', '/staff')).status, 403)
  })

  it('gives cookies that no script reads, no other site sends, and no other host or plain address gets', async () => {
    const answer = await openBrowser(api.app).call('POST', '/sessions', {
      ...{ merchant: 'test', login: clerk.email, password: clerk.password },
    })
    const cookies = answer.headers['set-cookie'] as string[]
    assert.equal(cookies.length, 2)
    for (const cookie of cookies) {
      assert.match(cookie, /^__Host-yidan(-device)?=[\w.-]+; Path=\/; Max-Age=\d+; Secure; HttpOnly; SameSite=Strict$/)
    }
  })

  it('answers the same for a wrong password, an unknown name, an unknown merchant and somebody who is kept out', async () => {
    const out = await makeSomebody(test.runtime, test.merchantId, { email: 'gone@example.cn', roles: ['store'] })
    await test.owner.query(`update staff set status = 'disabled' where id = $1`, [out.staffId])
    const bodies = []
    for (const attempt of [
      { merchant: 'test', login: clerk.email, password: 'wrong' },
      { merchant: 'test', login: 'nobody@example.cn', password: 'wrong' },
      { merchant: 'nowhere', login: clerk.email, password: clerk.password },
      { merchant: 'test', login: out.email, password: out.password },
    ]) {
      const { status, body } = await openBrowser(api.app, '203.0.113.9').call('POST', '/sessions', attempt)
      assert.equal(status, 401)
      bodies.push(JSON.stringify(body))
    }
    assert.equal(new Set(bodies).size, 1)
  })

  it('takes a password however its letters are composed', async () => {
    const { hashPassword, verifyPassword } = await import('./password.ts')
    const stored = await hashPassword('caf\u00e9 au lait')
    assert.ok(await verifyPassword('cafe\u0301 au lait', stored))
    assert.ok(!(await verifyPassword('cafe au lait', stored)))
  })

  it('slows guesses from one address down, and from many, and never keeps out who comes from a known device', async () => {
    const victim = await makeSomebody(test.runtime, test.merchantId, { email: 'victim@example.cn', roles: ['finance'] })
    const home = openBrowser(api.app, '198.51.100.1')
    assert.equal((await home.signIn(victim)).status, 200)
    const statuses = []
    for (let guess = 0; guess < 7; guess++) {
      statuses.push((await openBrowser(api.app, '192.0.2.1').signIn({ ...victim, password: `guess ${guess}` })).status)
    }
    assert.deepEqual(statuses, [401, 401, 401, 401, 401, 429, 429])
    assert.equal((await openBrowser(api.app, '192.0.2.1').signIn(victim)).status, 429, 'also with the right one')
    for (let address = 0; address < 60; address++) {
      await openBrowser(api.app, `192.0.2.${100 + address}`).signIn({ ...victim, password: 'guess' })
    }
    assert.equal((await openBrowser(api.app, '192.0.2.250').signIn(victim)).status, 429, 'strangers wait')
    assert.equal((await home.signIn(victim)).status, 200, 'who was here before does not')
    passMinutes(61)
    assert.equal((await openBrowser(api.app, '192.0.2.1').signIn(victim)).status, 200, 'it ends by itself')
  })

  it('counts guesses at names that do not exist alike', async () => {
    const statuses = []
    for (let guess = 0; guess < 6; guess++) {
      const browser = openBrowser(api.app, '192.0.2.77')
      statuses.push((await browser.signIn({ email: 'nobody-at-all@example.cn', password: 'x' })).status)
    }
    assert.deepEqual(statuses, [401, 401, 401, 401, 401, 429])
  })

  it('answers for a merchant that is not there as for one that is', async () => {
    const statuses = []
    for (let guess = 0; guess < 6; guess++) {
      const attempt = { merchant: 'nowhere', login: clerk.email, password: clerk.password }
      statuses.push((await openBrowser(api.app, '192.0.2.78').call('POST', '/sessions', attempt)).status)
    }
    assert.deepEqual(statuses, [401, 401, 401, 401, 401, 429])
    const asks = ['test', 'nowhere'].map((merchant) =>
      openBrowser(api.app).call('POST', '/sessions/passkey-challenge', { merchant }),
    )
    const [there, nowhere] = (await Promise.all(asks)).map(({ status, body }) => {
      const { challenge, options } = body as { challenge: string; options: object }
      return [status, challenge.length, Object.keys(options)]
    })
    assert.deepEqual(there, nowhere)
  })

  it('counts guesses made at the same moment', async () => {
    const target = await makeSomebody(test.runtime, test.merchantId, { email: 'target@example.cn', roles: ['finance'] })
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => openBrowser(api.app, '192.0.2.66').signIn({ ...target, password: 'guess' })),
    )
    assert.equal(answers.filter(({ status }) => status === 401).length, 5)
    assert.equal(answers.filter(({ status }) => status === 429).length, 7)
  })

  it('asks for the code of an authenticator once it is set up, and takes none twice', async () => {
    const person = await makeSomebody(test.runtime, test.merchantId, { email: 'totp@example.cn', roles: ['finance'] })
    const browser = openBrowser(api.app)
    await browser.signIn(person)
    const { body } = await browser.call('POST', '/account/authenticator')
    const secret = body.secret as string
    assert.match(body.uri as string, /^otpauth:\/\/totp\//)
    assert.equal((await openBrowser(api.app).signIn(person)).body.secondFactor, null, 'not before it is confirmed')
    assert.equal((await browser.call('PUT', '/account/authenticator', { code: '000000' })).status, 422)
    const code = totpCode(secret, now)
    const confirmed = await browser.call('PUT', '/account/authenticator', { code })
    const recoveryCodes = confirmed.body.recoveryCodes as string[]
    assert.equal(new Set(recoveryCodes).size, 10)

    const other = openBrowser(api.app)
    const challengeOf = async () => ((await other.signIn(person)).body.secondFactor as { challenge: string }).challenge
    const answer = async (given: string, challenge: string) =>
      (await other.call('POST', '/sessions/second-factor', { challenge, code: given })).status
    const first = await challengeOf()
    assert.equal((await other.call('GET', '/account')).status, 401, 'half a sign-in opens nothing')
    assert.equal(await answer(code, first), 401, 'the code was taken already')
    passMinutes(1)
    assert.equal(await answer(totpCode(secret, now), first), 200)
    assert.equal(await answer(totpCode(secret, now), first), 401, 'a challenge is answered once')
    assert.equal((await other.call('GET', '/account')).status, 200)

    const [recovery = ''] = recoveryCodes
    assert.equal(await answer(recovery.toUpperCase().replaceAll('-', ' '), await challengeOf()), 200)
    assert.equal(await answer(recovery, await challengeOf()), 401, 'a recovery code opens once')
    const guessed = await challengeOf()
    for (let guess = 0; guess < 5; guess++) assert.equal(await answer('123456', guessed), 401)
    passMinutes(1)
    assert.equal(await answer(totpCode(secret, now), guessed), 401, 'five wrong codes end a challenge')
  })

  it('ends a session at once when it is signed out, taken back, idle or old', async () => {
    const [one, two] = [openBrowser(api.app), openBrowser(api.app)]
    await one.signIn(clerk)
    await two.signIn(clerk)
    const kept = new Map(one.cookies)
    assert.equal((await one.call('DELETE', '/account/sessions/current')).status, 200)
    assert.equal(one.cookies.has('__Host-yidan'), false)
    for (const [name, value] of kept) one.cookies.set(name, value)
    assert.equal((await one.call('GET', '/account')).status, 401, 'the old cookie opens nothing')
    assert.equal((await two.call('GET', '/account')).status, 200)
    passMinutes(479)
    assert.equal((await two.call('GET', '/account')).status, 200)
    passMinutes(481)
    assert.equal((await two.call('GET', '/account')).status, 401, 'idle for more than eight hours')
  })

  it('ends the session that the browser had when somebody signs in there anew, and no other', async () => {
    const [browser, elsewhere] = [openBrowser(api.app), openBrowser(api.app)]
    await browser.signIn(clerk)
    await elsewhere.signIn(clerk)
    const before = browser.cookies.get('__Host-yidan') as string
    await browser.signIn({ ...clerk, password: 'wrong' })
    assert.equal((await browser.call('GET', '/account')).status, 200, 'a wrong password ends nothing')
    await browser.signIn(clerk)
    assert.equal((await browser.call('GET', '/account')).status, 200)
    browser.cookies.set('__Host-yidan', before)
    assert.equal((await browser.call('GET', '/account')).status, 401)
    assert.equal((await elsewhere.call('GET', '/account')).status, 200)
    const { rows } = await test.owner.query(
      `select actor, origin from events where type = 'session.ended' order by entry_id desc limit 1`,
    )
    assert.deepEqual(rows, [{ actor: `staff:${clerk.staffId}`, origin: '203.0.113.7' }])
  })

  it('ends a session by the hours that are set now, also one that began when there were more', async () => {
    const browser = openBrowser(api.app)
    await browser.signIn(clerk)
    const settings = { secondFactor: 'optional', idleMinutes: 480 }
    passMinutes(61)
    assert.equal((await browser.call('GET', '/account')).status, 200)
    await api.call('PUT', '/security-settings', { ...settings, sessionHours: 1 })
    assert.equal((await browser.call('GET', '/account')).status, 401)
    await api.call('PUT', '/security-settings', { ...settings, sessionHours: 168 })
  })

  it('refuses what another site sends with our cookie', async () => {
    const browser = openBrowser(api.app)
    await browser.signIn(clerk)
    for (const headers of [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { 'sec-fetch-site': 'none' },
    ]) {
      const { status, body } = await browser.call('DELETE', '/account/sessions', undefined, headers)
      assert.deepEqual([status, body.code], [401, 'cross_site_request'])
    }
    assert.equal((await browser.call('DELETE', '/account/sessions')).status, 200)
  })

  it('wants a proof after a quarter of an hour for what an open screen must not do', async () => {
    const browser = openBrowser(api.app)
    await browser.signIn(clerk)
    passMinutes(16)
    const change = () => browser.call('PUT', '/account/password', { current: testPassword, password: testPassword })
    assert.equal((await change()).body.code, 'proof_required')
    assert.equal((await browser.call('POST', '/account/proofs', { password: 'wrong' })).status, 422)
    assert.equal((await browser.call('POST', '/account/proofs', { password: testPassword })).status, 200)
    assert.equal((await change()).status, 200)
  })

  it('refuses passwords that are short, common, or the person themselves', async () => {
    const browser = openBrowser(api.app)
    await browser.signIn(clerk)
    for (const [password, code] of [
      ['short', 'password_too_short'],
      ['password1234', 'password_too_easy'],
      ['Li.Hua@example.cn', 'password_too_easy'],
      ['Li.Hua@example1!', 'password_too_easy'],
      ['aaaaaaaaaaaaaaaa', 'password_too_easy'],
    ]) {
      const { body } = await browser.call('PUT', '/account/password', { current: testPassword, password })
      assert.equal(body.code, code, password)
    }
    assert.equal(
      (await browser.call('PUT', '/account/password', { current: 'wrong', password: 'x' })).body.code,
      'proof_failed',
    )
  })

  it('lets only set up a second factor where the merchant wants one', async () => {
    const person = await makeSomebody(test.runtime, test.merchantId, { email: 'bare@example.cn', roles: ['manager'] })
    const browser = openBrowser(api.app)
    await browser.signIn(person)
    assert.equal((await browser.call('GET', '/staff')).status, 200)
    await api.call('PUT', '/security-settings', { secondFactor: 'required', idleMinutes: 480, sessionHours: 168 })
    const refused = await browser.call('GET', '/staff')
    assert.deepEqual([refused.status, refused.body.facts], [403, { permission: 'access.read', lacks: 'second_factor' }])
    const { body } = await browser.call('POST', '/account/authenticator')
    await browser.call('PUT', '/account/authenticator', { code: totpCode(body.secret as string, now) })
    assert.equal((await browser.call('GET', '/staff')).status, 200)
    await api.call('PUT', '/security-settings', { secondFactor: 'optional', idleMinutes: 480, sessionHours: 168 })
  })
})
