// Guessing: how many tries a door bears, whoever knocks. Of passwords from one and from many addresses, and of codes at one
// challenge: src/access/sign-in/sign-in.test.ts.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { writeMerchant } from '../../src/access/secret-token.ts'
import { totpCode } from '../../src/access/sign-in/totp.ts'
import type { App } from '../../src/platform/http/app.ts'
import { newId } from '../../src/platform/ids.ts'
import { buildApp } from '../../src/shell/build-app.ts'
import { differences, openFingerprint } from '../bad-input/fingerprint.ts'
import { patientDoors } from '../support/doors.ts'
import { createTestMerchant, type TestMerchant } from '../support/merchant.ts'
import { makeSomebody, openBrowser, type Somebody, testPassword } from '../support/people.ts'

let test: TestMerchant
let app: App
let now = new Date('2026-03-01T08:00:00Z')
let count = 0

before(async () => {
  test = await createTestMerchant({ clock: () => now })
  app = buildApp(test.runtime, patientDoors)
})
after(() => test.close())

const passMinutes = (minutes: number) => {
  now = new Date(now.getTime() + minutes * 60_000)
}
async function person(): Promise<Somebody & { secret: string }> {
  count += 1
  const somebody = await makeSomebody(test.runtime, test.merchantId, {
    email: `p${count}@example.cn`,
    roles: ['manager'],
  })
  const browser = openBrowser(app, '203.0.113.99')
  await browser.signIn(somebody)
  const { body } = await browser.call('POST', '/account/authenticator')
  const secret = body.secret as string
  await browser.call('PUT', '/account/authenticator', { code: totpCode(secret, now) })
  passMinutes(1)
  return { ...somebody, secret }
}

/**
 * Tries codes as who knows the password, five at each challenge and then the right one, which comes too late; until told to wait.
 * Answers how many were looked at.
 */
async function tryCodes(
  victim: Awaited<ReturnType<typeof person>>,
  codeOf: (n: number) => string,
  address: string,
): Promise<number> {
  let tried = 0
  for (;;) {
    const { status, body } = await openBrowser(app, address).signIn(victim)
    if (status === 429) return tried
    const { challenge } = body.secondFactor as { challenge: string }
    const codes = [...Array.from({ length: 5 }, (_, n) => codeOf(tried + n)), totpCode(victim.secret, now)]
    for (const code of codes) {
      const answer = await openBrowser(app, address).call('POST', '/sessions/second-factor', { challenge, code })
      assert.equal(answer.status, 401)
    }
    tried += 5
    assert.ok(tried < 1000)
  }
}

describe('the second factor', () => {
  it('bears 25 codes of who knows the password, then they wait: a million codes take years', async () => {
    const victim = await person()
    assert.equal(await tryCodes(victim, (n) => String(n).padStart(6, '0'), '192.0.2.1'), 25)
    passMinutes(2)
    const more = await tryCodes(victim, (n) => String(100 + n), '192.0.2.1')
    assert.ok(more <= 5, `${more} more after a wait`)
  })

  it('bears few from many addresses too', async () => {
    const victim = await person()
    let tried = 0
    for (let address = 1; address <= 20; address++)
      tried += await tryCodes(victim, (n) => String(n).padStart(6, '0'), `192.0.2.${address}`)
    assert.ok(tried <= 250, `${tried} codes were looked at`)
  })

  it('bears no more guesses at the codes that were written down', async () => {
    const victim = await person()
    const tried = await tryCodes(victim, () => randomBytes(5).toString('hex'), '192.0.2.77')
    assert.equal(tried, 25)
  })

  it('lets who guessed wrong come in by the right code once they have waited', async () => {
    const victim = await person()
    await tryCodes(victim, () => '000000', '192.0.2.88')
    passMinutes(61)
    const browser = openBrowser(app, '192.0.2.88')
    const { body } = await browser.signIn(victim)
    const { challenge } = body.secondFactor as { challenge: string }
    const { status } = await browser.call('POST', '/sessions/second-factor', {
      challenge,
      code: totpCode(victim.secret, now),
    })
    assert.equal(status, 200)
  })
})

describe('an open session', () => {
  it('is no place to guess the password either: not as a proof, not as the present one', async () => {
    count += 1
    const somebody = await makeSomebody(test.runtime, test.merchantId, {
      email: `q${count}@example.cn`,
      roles: ['manager'],
    })
    const browser = openBrowser(app)
    await browser.signIn(somebody)
    const statuses = []
    for (let guess = 0; guess < 12; guess++) {
      const asProof = await browser.call('POST', '/account/proofs', { password: `guess ${guess}` })
      const asPresent = await browser.call('PUT', '/account/password', {
        current: `guess ${guess}`,
        password: testPassword,
      })
      statuses.push(asProof.status, asPresent.status)
    }
    assert.equal(statuses.filter((status) => status === 422).length, 10)
    assert.equal(statuses.at(-1), 429)
    assert.equal((await openBrowser(app, '198.51.100.9').signIn(somebody)).status, 200, 'and it closes nobody’s door')
  })
})

describe('tokens of 256 bits', () => {
  it('are not found by guessing, whatever is guessed at: nothing is kept of a wrong one', async () => {
    const fingerprint = await openFingerprint(test.owner)
    const before = await fingerprint()
    for (let guess = 0; guess < 30; guess++) {
      const secret = randomBytes(32).toString('base64url')
      const merchant = writeMerchant(test.merchantId)
      const row = writeMerchant(newId(now))
      const browser = openBrowser(app)
      const wrongs = [
        browser.call('POST', '/access-links/lookup', { token: merchant + row + secret }),
        browser.call('POST', '/sessions/second-factor', { challenge: merchant + row + secret, code: '123456' }),
        browser.call('GET', '/merchant', undefined, { authorization: `Bearer yd_${merchant}_00000000_${secret}` }),
        browser.call('GET', '/merchant', undefined, { cookie: `__Host-yidan=${merchant}${secret}` }),
      ]
      for (const { status } of await Promise.all(wrongs))
        assert.ok(status === 401 || status === 404 || status === 422, `${status}`)
    }
    assert.deepEqual(differences(before, await fingerprint()), [])
  })
})

describe('password resets', () => {
  it('fill nobody’s letter box: three an hour', async () => {
    const victim = await person()
    for (let ask = 0; ask < 10; ask++) {
      const { status } = await openBrowser(app, `192.0.2.${ask}`).call('POST', '/password-resets', {
        merchant: 'test',
        login: victim.email,
      })
      assert.equal(status, 202)
    }
    await app.beside.ended()
    const { rows } = await test.owner.query(
      `select 1 from access_links where staff_id = $1 and kind = 'password_reset'`,
      [victim.staffId],
    )
    assert.equal(rows.length, 3)
  })
})
