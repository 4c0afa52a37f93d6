// A hash of a password may wait for many others, which anybody can cause: nothing of the database is to be held meanwhile.
import './watch-hashes.ts'

import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { totpCode } from '../../src/access/sign-in/totp.ts'
import type { App } from '../../src/platform/http/app.ts'
import { buildApp } from '../../src/shell/build-app.ts'
import { patientDoors } from '../support/doors.ts'
import { createTestMerchant, type TestMerchant } from '../support/merchant.ts'
import { type Browser, makeSomebody, openBrowser, type Somebody } from '../support/people.ts'
import { watchHashes } from './watch-hashes.ts'

describe('while a secret is hashed', () => {
  let test: TestMerchant
  let app: App
  let somebody: Somebody
  let browser: Browser
  let codes: string[]
  let held: number[] = []

  before(async () => {
    test = await createTestMerchant()
    app = buildApp(test.runtime, patientDoors)
    somebody = await makeSomebody(test.runtime, test.merchantId, { email: 'codes@example.cn', roles: ['owner'] })
    browser = openBrowser(app)
    await browser.signIn(somebody)
    const { body } = await browser.call('POST', '/account/authenticator')
    const code = totpCode(body.secret as string, new Date())
    codes = (await browser.call('PUT', '/account/authenticator', { code })).body.recoveryCodes as string[]
    const { pool, readPool } = test.runtime.database
    watchHashes(() => {
      held.push([...new Set([pool, readPool])].reduce((sum, each) => sum + each.totalCount - each.idleCount, 0))
    })
  })
  beforeEach(() => {
    held = []
  })
  after(() => test.close())

  it('no connection is held by who signs in with a recovery code', async () => {
    const { body } = await openBrowser(app).signIn(somebody)
    const { challenge } = body.secondFactor as { challenge: string }
    held = []
    const wrong = await openBrowser(app).call('POST', '/sessions/second-factor', { challenge, code: 'not-one-of-them' })
    const right = await openBrowser(app).call('POST', '/sessions/second-factor', { challenge, code: codes[0] })
    assert.deepEqual([wrong.status, right.status, held], [401, 200, [0, 0]])
    const forged = `${challenge.slice(0, 60)}${'A'.repeat(27)}`
    assert.equal(
      (await openBrowser(app).call('POST', '/sessions/second-factor', { challenge: forged, code: 'x-y-z' })).status,
      401,
    )
    assert.equal(held.length, 2, 'who knows no challenge has nothing hashed')
  })

  it('no connection is held by who proves again that it is them', async () => {
    const proof = { password: somebody.password, code: codes[1] }
    assert.equal((await browser.call('POST', '/account/proofs', proof)).status, 200)
    assert.deepEqual(held, [0, 0])
    assert.equal((await browser.call('POST', '/account/proofs', proof)).status, 422, 'it was used')
  })
})
