// Replay: cookies, keys, links, challenges and codes used again, elsewhere, or with parts of another. What each is for, and that
// it ends: src/access/sign-in/sign-in.test.ts, src/access/staff/staff.test.ts, src/access/keys/authenticate-key.test.ts.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { createApiKey } from '../../src/access/keys/create-api-key.ts'
import { readMerchant, writeMerchant } from '../../src/access/secret-token.ts'
import { type LinkKind, writeLinkToken } from '../../src/access/sign-in/access-link.ts'
import { makeLink } from '../../src/access/sign-in/make-link.ts'
import { totpCode } from '../../src/access/sign-in/totp.ts'
import { runCommand } from '../../src/platform/command.ts'
import type { App } from '../../src/platform/http/app.ts'
import { buildApp } from '../../src/shell/build-app.ts'
import { patientDoors } from '../support/doors.ts'
import { createTestMerchant, type TestMerchant } from '../support/merchant.ts'
import { type Browser, makeSomebody, openBrowser, type Somebody, testPassword } from '../support/people.ts'

const session = '__Host-yidan'
const device = '__Host-yidan-device'

let test: TestMerchant
let app: App
let other: string
let now = new Date('2026-03-01T08:00:00Z')
let count = 0

before(async () => {
  test = await createTestMerchant({ clock: () => now })
  app = buildApp(test.runtime, patientDoors)
  other = await test.addMerchant('other')
})
after(() => test.close())

const person = (merchantId = test.merchantId, roles = ['manager']): Promise<Somebody> => {
  count += 1
  return makeSomebody(test.runtime, merchantId, { email: `person${count}@example.cn`, roles })
}
const passMinutes = (minutes: number) => {
  now = new Date(now.getTime() + minutes * 60_000)
}
async function signedIn(somebody: Somebody, address?: string): Promise<Browser> {
  const browser = openBrowser(app, address)
  assert.equal((await browser.signIn(somebody)).status, 200)
  return browser
}
const opens = async (cookies: string) => {
  const browser = openBrowser(app)
  return (await browser.call('GET', '/merchant', undefined, { cookie: cookies })).status
}
const linkFor = async ({ staffId }: Somebody, kind: LinkKind, merchantId = test.merchantId) => {
  const link = await runCommand(test.runtime, { merchantId, actor: 'system:test' }, (command) =>
    makeLink(command, staffId, kind),
  )
  return writeLinkToken(await test.runtime.keysOf(merchantId), link)
}

describe('a session’s cookie', () => {
  it('with another merchant before its secret, or a changed secret, opens nothing', async () => {
    const token = (await signedIn(await person())).cookies.get(session) ?? ''
    assert.equal(await opens(`${session}=${token}`), 200)
    const secret = token.slice(22)
    const changed = [
      writeMerchant(other) + secret,
      token.slice(0, 22) + randomBytes(32).toString('base64url'),
      `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`,
      token.slice(0, -1),
      `${token}A`,
      secret + token.slice(0, 22),
      token.toLowerCase(),
      `"${token}"`,
      `${token.slice(0, 22)}${'A'.repeat(43)}`,
      '',
    ]
    for (const each of changed) assert.equal(await opens(`${session}=${each}`), 401, each)
  })

  it('does not open by another name, and of two cookies the first counts alone', async () => {
    const token = (await signedIn(await person())).cookies.get(session) ?? ''
    for (const name of ['yidan', '__host-yidan', '__Secure-yidan', '__Host-yidan-device', ' __Host-yidan2']) {
      assert.equal(await opens(`${name}=${token}`), 401, name)
    }
    assert.equal(await opens(`${session}=nonsense; ${session}=${token}`), 401)
    assert.equal(await opens(`a=b; ${session}=${token}`), 200)
  })

  it('given before the sign-in does not survive it (fixation): the secret is always new', async () => {
    const somebody = await person()
    const chosen = writeMerchant(test.merchantId) + randomBytes(32).toString('base64url')
    const browser = openBrowser(app)
    browser.cookies.set(session, chosen)
    assert.equal((await browser.signIn(somebody)).status, 200)
    const first = browser.cookies.get(session)
    assert.notEqual(first, chosen)
    assert.equal(await opens(`${session}=${chosen}`), 401)
    await browser.signIn(somebody)
    assert.notEqual(browser.cookies.get(session), first, 'the second sign-in has a secret of its own')
  })

  it('of another merchant’s person opens that merchant, and nothing of this one', async () => {
    const elsewhere = await person(other)
    const browser = openBrowser(app)
    await browser.call('POST', '/sessions', { merchant: 'other', login: elsewhere.email, password: testPassword })
    const { body } = await browser.call('GET', '/merchant')
    assert.equal(body.id, other)
    const wrong = await openBrowser(app).call('POST', '/sessions', {
      merchant: 'test',
      login: elsewhere.email,
      password: testPassword,
    })
    assert.equal(wrong.status, 401)
  })

  it('ends when the password is changed elsewhere, when it is reset, and when the person is kept out', async () => {
    const somebody = await person()
    const [here, there] = [await signedIn(somebody), await signedIn(somebody)]
    const stolen = there.cookies.get(session)
    const chosen = 'another staple battery 19'
    assert.equal((await here.call('PUT', '/account/password', { current: testPassword, password: chosen })).status, 200)
    assert.equal(await opens(`${session}=${stolen}`), 401)
    assert.equal((await here.call('GET', '/account')).status, 200, 'who changed it stays')
    const token = await linkFor(somebody, 'password_reset')
    const reset = await openBrowser(app).call('POST', '/access-links/use', { token, password: testPassword })
    assert.equal(reset.status, 200)
    assert.equal((await here.call('GET', '/account')).status, 401)
    const again = await signedIn(somebody)
    const owner = await signedIn(await person(test.merchantId, ['owner']))
    const { status } = await owner.call('POST', `/staff/${somebody.staffId}/deactivation`)
    assert.ok(status < 300, `${status}`)
    assert.equal((await again.call('GET', '/account')).status, 401)
  })

  it('is not what a key is, and a key is no cookie', async () => {
    const { key } = await test.command((command) => createApiKey(command, { name: 'k', scopes: ['*'] }))
    const token = (await signedIn(await person())).cookies.get(session) ?? ''
    assert.equal(await opens(`${session}=${key}`), 401)
    const { status } = await openBrowser(app).call('GET', '/merchant', undefined, { authorization: `Bearer ${token}` })
    assert.equal(status, 401)
    const both = await openBrowser(app).call('GET', '/merchant', undefined, {
      authorization: 'Bearer x',
      cookie: `${session}=${token}`,
    })
    assert.equal(both.status, 401, 'a wrong key is not helped by a good cookie')
  })
})

describe('an API key', () => {
  it('with a part of another key opens nothing, also while both are kept in memory', async () => {
    const made = (merchantId: string) =>
      runCommand(test.runtime, { merchantId, actor: 'system:test' }, (command) =>
        createApiKey(command, { name: 'k', scopes: ['*'] }),
      )
    const keys = [(await made(test.merchantId)).key, (await made(test.merchantId)).key, (await made(other)).key]
    const open = (key: string) =>
      openBrowser(app).call('GET', '/merchant', undefined, { authorization: `Bearer ${key}` })
    for (const key of keys) assert.equal((await open(key)).status, 200)
    const parts = keys.map((key) => /^yd_(.{22})_(.{8})_(.{43})$/.exec(key)?.slice(1) ?? [])
    for (const [m] of parts) {
      for (const [, p] of parts) {
        for (const [, , s] of parts) {
          const key = `yd_${m}_${p}_${s}`
          if (!keys.includes(key)) assert.equal((await open(key)).status, 401, key)
        }
      }
    }
  })
})

describe('a link', () => {
  const use = (token: string, password?: string) =>
    openBrowser(app).call('POST', '/access-links/use', { token, ...(password !== undefined && { password }) })

  it('opens once, and not as another kind, for another row or another merchant', async () => {
    const somebody = await person()
    const token = await linkFor(somebody, 'sign_in')
    const keys = await test.runtime.keysOf(test.merchantId)
    const id = readMerchant(token.slice(22, 44))
    const forged = [
      writeLinkToken(keys, { id, kind: 'password_reset' }),
      writeLinkToken(await test.runtime.keysOf(other), { id, kind: 'sign_in' }),
      writeMerchant(other) + token.slice(22),
      token.slice(0, 44) + randomBytes(32).toString('base64url'),
      (await linkFor(await person(), 'sign_in')).slice(0, 44) + token.slice(44),
      `${token}A`,
      token.slice(1),
      writeMerchant('00000000-0000-0000-0000-000000000000') + token.slice(22),
    ]
    for (const each of forged) {
      assert.equal((await use(each)).body.code, 'link_invalid', each)
      assert.equal(
        (await openBrowser(app).call('POST', '/access-links/lookup', { token: each })).body.code,
        'link_invalid',
      )
    }
    assert.equal((await use(token)).status, 200)
    assert.equal((await use(token)).body.code, 'link_invalid')
  })

  it('used twenty times at once opens once', async () => {
    const token = await linkFor(await person(), 'sign_in')
    const answers = await Promise.all(Array.from({ length: 20 }, () => use(token)))
    assert.equal(answers.filter(({ status }) => status === 200).length, 1)
  })

  it('to set a password anew ends every other link, itself when a newer one is made, and all after an hour', async () => {
    const somebody = await person()
    const [old, signIn] = [await linkFor(somebody, 'password_reset'), await linkFor(somebody, 'sign_in')]
    const newer = await linkFor(somebody, 'password_reset')
    assert.equal((await use(old, 'another staple battery 19')).body.code, 'link_invalid')
    assert.equal((await use(newer, 'another staple battery 19')).status, 200)
    assert.equal((await use(signIn)).body.code, 'link_invalid')
    const late = await linkFor(somebody, 'password_reset')
    passMinutes(61)
    assert.equal((await use(late, 'another staple battery 19')).body.code, 'link_invalid')
  })

  it('does not go past the second factor, nor past being kept out', async () => {
    const somebody = await person()
    await withAuthenticator(somebody)
    const { body } = await use(await linkFor(somebody, 'password_reset'), testPassword)
    assert.equal(body.session, null)
    const token = await linkFor(somebody, 'sign_in')
    await test.owner.query(`update staff set status = 'disabled' where id = $1`, [somebody.staffId])
    assert.equal((await use(token)).body.code, 'link_invalid')
  })
})

async function withAuthenticator(somebody: Somebody): Promise<string> {
  const browser = await signedIn(somebody)
  const { body } = await browser.call('POST', '/account/authenticator')
  const secret = body.secret as string
  assert.equal((await browser.call('PUT', '/account/authenticator', { code: totpCode(secret, now) })).status, 200)
  passMinutes(1)
  return secret
}

describe('a challenge', () => {
  const answer = (challenge: string, code: string) =>
    openBrowser(app).call('POST', '/sessions/second-factor', { challenge, code })
  const challengeOf = async (somebody: Somebody) =>
    ((await openBrowser(app).signIn(somebody)).body.secondFactor as { challenge: string }).challenge

  it('is answered by its own person’s code alone, once, and by none that was used', async () => {
    const [one, two] = [await person(), await person()]
    const [secret, otherSecret] = [await withAuthenticator(one), await withAuthenticator(two)]
    const challenge = await challengeOf(one)
    assert.equal((await answer(challenge, totpCode(otherSecret, now))).status, 401)
    const code = totpCode(secret, now)
    assert.equal((await answer(challenge, code)).status, 200)
    assert.equal((await answer(challenge, code)).status, 401)
    assert.equal((await answer(await challengeOf(one), code)).status, 401, 'the code was used')
    passMinutes(1)
    const late = await challengeOf(one)
    passMinutes(6)
    assert.equal((await answer(late, totpCode(secret, now))).status, 401, 'after five minutes')
  })

  it('answered twenty times at once with the right code opens one session', async () => {
    const somebody = await person()
    const secret = await withAuthenticator(somebody)
    const challenge = await challengeOf(somebody)
    const answers = await Promise.all(Array.from({ length: 20 }, () => answer(challenge, totpCode(secret, now))))
    assert.equal(answers.filter(({ status }) => status === 200).length, 1)
  })

  it('of one kind does not do as another, nor with another’s row or merchant', async () => {
    const somebody = await person()
    const secret = await withAuthenticator(somebody)
    const own = await challengeOf(somebody)
    const { body } = await openBrowser(app).call('POST', '/sessions/passkey-challenge', { merchant: 'test' })
    const passkeyChallenge = body.challenge as string
    const code = totpCode(secret, now)
    for (const each of [
      passkeyChallenge,
      own.slice(0, 44) + passkeyChallenge.slice(44),
      passkeyChallenge.slice(0, 44) + own.slice(44),
      writeMerchant(other) + own.slice(22),
      `${own.slice(0, 44)}${'A'.repeat(43)}`,
    ]) {
      assert.equal((await answer(each, code)).status, 401, each)
    }
    assert.equal((await answer(own, code)).status, 200)
  })
})

describe('a device’s cookie', () => {
  it('that is forged, or of another person, is a stranger’s, and opens nothing', async () => {
    const [one, two] = [await person(), await person()]
    const theirs = (await signedIn(two)).cookies.get(device) ?? ''
    const forged = [
      theirs,
      [randomBytes(16), randomBytes(16)].map((bytes) => bytes.toString('base64url')).join('.'),
      Array.from({ length: 9 }, () => randomBytes(16).toString('base64url')).join('.'),
      Array.from({ length: 5000 }, () => 'A'.repeat(22)).join('.'),
      '...',
    ]
    for (const [index, each] of forged.entries()) {
      const address = `198.51.100.${index + 1}`
      const statuses = []
      for (let guess = 0; guess < 6; guess++) {
        const browser = openBrowser(app, address)
        browser.cookies.set(device, each)
        statuses.push((await browser.signIn({ ...one, password: 'guess' })).status)
      }
      assert.deepEqual(statuses, [401, 401, 401, 401, 401, 429], 'counted as a stranger')
      assert.equal(await opens(`${device}=${each}`), 401)
    }
  })
})
