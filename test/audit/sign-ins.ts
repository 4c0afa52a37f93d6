import assert from 'node:assert/strict'
import { openSession } from '../../src/access/sign-in/open-session.ts'
import { totpCode } from '../../src/access/sign-in/totp.ts'
import { runCommand } from '../../src/platform/command.ts'
import type { TwoShops } from '../bad-input/two-shops.ts'
import type { Request } from '../bad-input/valid-requests.ts'
import { openPasskeyDevice } from '../support/passkey.ts'
import { type Browser, makeSomebody, openBrowser } from '../support/people.ts'

/** By operation, requests on the way in and on one's own account that need something before them. */
export function signIns(openShops: () => TwoShops, address: string): Record<string, () => Promise<Partial<Request>>> {
  let count = 0

  /** Somebody new who is signed in. */
  const enter = async (): Promise<Browser & { email: string }> => {
    const { app, merchant, own } = openShops()
    count += 1
    const somebody = await makeSomebody(merchant.runtime, own.merchantId, {
      ...{ email: `somebody-${count}@example.com`, roles: ['store'] },
    })
    const browser = openBrowser(app, address)
    assert.equal((await browser.signIn(somebody)).status, 200)
    return { ...browser, email: somebody.email }
  }
  /** Calls as the shop's owner, who is signed in. */
  const asOwner = async (method: 'POST' | 'PUT' | 'DELETE', path: string, payload?: object) => {
    const { app, own } = openShops()
    const answer = await app.fastify.inject({
      ...{ method, url: `/api/v1${path}`, remoteAddress: address, ...(payload !== undefined && { payload }) },
      headers: { cookie: `__Host-yidan=${own.person.token}`, 'sec-fetch-site': 'same-origin' },
    })
    assert.ok(answer.statusCode < 300, answer.body)
    return answer.json() as Record<string, string> & { options: { challenge: string } }
  }
  /** Another session of the owner's, or of somebody's. */
  const sessionOf = (staffId: string): Promise<string> => {
    const { merchant, own } = openShops()
    const visitor = { origin: address, userAgent: 'test', deviceCookie: undefined }
    return runCommand(merchant.runtime, { merchantId: own.merchantId, actor: 'system:test' }, async (command) => {
      return (await openSession(command, staffId, { method: 'password', visitor })).session.id
    })
  }
  const codeNow = (secret: string | undefined) => totpCode(secret ?? '', openShops().merchant.runtime.clock())
  const at = { rpId: 'localhost' }

  return {
    answerSecondFactor: async () => {
      const { email, call } = await enter()
      const { body } = await call('POST', '/account/authenticator')
      const code = codeNow(body.secret as string)
      const { recoveryCodes } = (await call('PUT', '/account/authenticator', { code })).body
      const { own } = openShops()
      const credentials = { merchant: 'test', login: email, password: own.known.password?.[0] }
      const { secondFactor } = (await openBrowser(openShops().app, address).call('POST', '/sessions', credentials)).body
      const { challenge } = secondFactor as { challenge: string }
      return { body: { challenge, code: (recoveryCodes as string[])[0] } }
    },
    signInWithPasskey: async () => {
      const { call } = await enter()
      const device = openPasskeyDevice('http://localhost:80')
      const begun = (await call('POST', '/account/passkey-challenges')).body
      const registered = device.register({ ...at, challenge: (begun.options as { challenge: string }).challenge })
      const passkey = { challenge: begun.challenge, response: registered, name: 'Passkey' }
      assert.equal((await call('POST', '/account/passkeys', passkey)).status, 201)
      const asked = (await call('POST', '/sessions/passkey-challenge', { merchant: 'test' })).body
      const response = device.answer({ ...at, challenge: (asked.options as { challenge: string }).challenge })
      return { body: { challenge: asked.challenge, response } }
    },
    confirmAuthenticator: async () => {
      const { secret } = await asOwner('POST', '/account/authenticator')
      return { body: { code: codeNow(secret) } }
    },
    renewRecoveryCodes: async () => {
      const { secret } = await asOwner('POST', '/account/authenticator')
      await asOwner('PUT', '/account/authenticator', { code: codeNow(secret) })
      return {}
    },
    addPasskey: async () => {
      const { challenge, options } = await asOwner('POST', '/account/passkey-challenges')
      const response = openPasskeyDevice('http://localhost:80').register({ ...at, challenge: options.challenge })
      return { body: { challenge, response, name: 'Passkey' } }
    },
    endOwnSession: async () => ({ path: { sessionId: await sessionOf(openShops().own.person.staffId) } }),
    endOtherSessions: async () => {
      await sessionOf(openShops().own.person.staffId)
      return {}
    },
    endStaffSessions: async () => {
      const [staffId = ''] = openShops().own.known.staffId ?? []
      await sessionOf(staffId)
      return { path: { staffId } }
    },
  }
}
