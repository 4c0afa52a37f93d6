// Every operation, asked by every role, by a key without scopes that matter, and by nobody.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { builtInRoles, permissionsOfRoles } from '../../src/access/role.ts'
import type { App } from '../../src/platform/http/app.ts'
import type { Contract } from '../../src/platform/http/contract.ts'
import { newId } from '../../src/platform/ids.ts'
import { buildApp } from '../../src/shell/build-app.ts'
import { policy } from '../../src/shell/policy.ts'
import { patientDoors } from '../support/doors.ts'
import { createTestMerchant, type TestMerchant } from '../support/merchant.ts'
import { type Browser, makeSomebody, openBrowser } from '../support/people.ts'

/** What anybody may ask for: the ways in. */
const publicOperations = [
  ...['signIn', 'answerSecondFactor', 'askForPasskey', 'signInWithPasskey', 'readAccessLink', 'useAccessLink'],
  ...['getSignInForm', 'requestPasswordReset'],
]

let test: TestMerchant
let app: App
const browsers = new Map<string, Browser>()

before(async () => {
  test = await createTestMerchant()
  app = buildApp(test.runtime, patientDoors)
  for (const role of builtInRoles) {
    const somebody = await makeSomebody(test.runtime, test.merchantId, { email: `${role}@example.cn`, roles: [role] })
    const browser = openBrowser(app)
    await browser.signIn(somebody)
    browsers.set(role, browser)
  }
})
after(() => test.close())

/** The operation's address with ids that nothing has: who may not do it must not get as far as to learn that. */
function addressOf({ path }: Contract): string {
  return path.replace(/:\w+/g, () => newId(new Date()))
}

describe('every operation', () => {
  it('is public, or names a permission of a policy; and every permission is asked for', () => {
    const isPublic = app.contracts.filter(({ permission }) => permission === 'public')
    assert.deepEqual(isPublic.map(({ operation }) => operation).sort(), publicOperations.sort())
    const asked = new Set(app.contracts.flatMap(({ permission, mayNeed = [] }) => [permission, ...mayNeed]))
    const known = Object.keys(policy)
    assert.deepEqual(
      [...asked].filter((permission) => permission !== 'public' && !known.includes(permission)),
      [],
    )
    assert.deepEqual(
      known.filter((permission) => !asked.has(permission)),
      [],
    )
  })

  for (const role of builtInRoles) {
    it(`opens to ${role} as the policy says, and not otherwise`, async () => {
      const may = permissionsOfRoles(policy, { roles: [role], permissions: [] })
      const browser = browsers.get(role) as Browser
      const wrong = []
      for (const contract of app.contracts.filter(({ permission }) => permission !== 'public')) {
        const { status, body } = await browser.call(contract.method, addressOf(contract))
        const isRefused = status === 403 && body.code === 'not_permitted'
        if (status === 401 || status >= 500 || isRefused === may(contract.permission)) {
          wrong.push(`${contract.operation}: ${status} ${String(body.code)}`)
        }
      }
      assert.deepEqual(wrong, [])
    })
  }

  it('is closed to nobody, to a key of another kind, and to an ended session', async () => {
    const strangers: Record<string, string>[] = [
      {},
      { authorization: 'Bearer yd_nonsense' },
      { authorization: 'Basic b3duZXI6b3duZXI=' },
      { cookie: '__Host-yidan=nonsense' },
      { cookie: `__Host-yidan=${'A'.repeat(65)}` },
    ]
    const open = []
    for (const contract of app.contracts.filter(({ permission }) => permission !== 'public')) {
      for (const headers of strangers) {
        const { statusCode } = await app.fastify.inject({
          ...{ method: contract.method, url: `/api/v1${addressOf(contract)}` },
          headers: { 'sec-fetch-site': 'same-origin', ...headers },
        })
        if (statusCode !== 401) open.push(`${contract.operation}: ${statusCode}`)
      }
    }
    assert.deepEqual(open, [])
  })
})
