import assert from 'node:assert/strict'
import { giveNotices } from '../../src/access/notices/give-notices.ts'
import { openSession } from '../../src/access/sign-in/open-session.ts'
import { totpCode } from '../../src/access/sign-in/totp.ts'
import { runCommand } from '../../src/platform/command.ts'
import type { TwoShops } from '../bad-input/two-shops.ts'
import type { Request } from '../bad-input/valid-requests.ts'
import { openPasskeyDevice } from '../support/passkey.ts'
import { type Browser, makeSomebody, openBrowser, testPassword } from '../support/people.ts'

/** By operation, requests that need something before them. */
type Arranged = Record<string, () => Promise<Partial<Request>>>

/** Where browsers here think they are. */
const origin = 'http://localhost:80'
const rpId = 'localhost'

type Asked = { challenge: string; options: { challenge: string } }

/** Requests on the way in, each of somebody new. */
export function waysIn(openShops: () => TwoShops, address: string): Arranged {
  let count = 0
  const enter = async (): Promise<Browser & { email: string }> => {
    const { app, merchant, own } = openShops()
    count += 1
    const email = `somebody-${count}@example.com`
    const somebody = await makeSomebody(merchant.runtime, own.merchantId, { email, roles: ['store'] })
    const browser = openBrowser(app, address)
    assert.equal((await browser.signIn(somebody)).status, 200)
    return { ...browser, email }
  }
  return {
    answerSecondFactor: async () => {
      const { email, call } = await enter()
      const { secret } = (await call('POST', '/account/authenticator')).body as { secret: string }
      const code = totpCode(secret, openShops().merchant.runtime.clock())
      const { recoveryCodes } = (await call('PUT', '/account/authenticator', { code })).body
      const { body } = await openBrowser(openShops().app, address).signIn({ email, password: testPassword })
      const { challenge } = body.secondFactor as { challenge: string }
      return { body: { challenge, code: (recoveryCodes as string[])[0] } }
    },
    signInWithPasskey: async () => {
      const { call } = await enter()
      const device = openPasskeyDevice(origin)
      const begun = (await call('POST', '/account/passkey-challenges')).body as Asked
      const made = device.register({ rpId, challenge: begun.options.challenge })
      const passkey = { challenge: begun.challenge, response: made, name: 'Passkey' }
      assert.equal((await call('POST', '/account/passkeys', passkey)).status, 201)
      const asked = (await call('POST', '/sessions/passkey-challenge', { merchant: 'test' })).body as Asked
      const response = device.answer({ rpId, challenge: asked.options.challenge })
      return { body: { challenge: asked.challenge, response } }
    },
  }
}

/** Requests of the shop's owner, who is signed in, and about sessions. */
export function ownAccount(openShops: () => TwoShops, address: string): Arranged {
  const ask = async (method: 'POST' | 'PUT', path: string, payload: object = {}): Promise<unknown> => {
    const { app, own } = openShops()
    const answer = await app.fastify.inject({
      ...{ method, url: `/api/v1${path}`, remoteAddress: address },
      ...(method === 'PUT' && { payload }),
      headers: { cookie: `__Host-yidan=${own.person.token}`, 'sec-fetch-site': 'same-origin' },
    })
    assert.ok(answer.statusCode < 300, answer.body)
    return answer.json()
  }
  const firstCode = async () => {
    const { secret } = (await ask('POST', '/account/authenticator')) as { secret: string }
    return totpCode(secret, openShops().merchant.runtime.clock())
  }
  /** Another session of somebody. */
  const sessionOf = (staffId: string): Promise<string> => {
    const { merchant, own } = openShops()
    const visitor = { origin: address, userAgent: 'test', deviceCookie: undefined, sessionCookie: undefined }
    return runCommand(merchant.runtime, { merchantId: own.merchantId, actor: 'system:test' }, async (command) => {
      return (await openSession(command, staffId, { method: 'password', isNewDevice: false, visitor })).session.id
    })
  }
  const ownerId = () => openShops().own.person.staffId
  return {
    confirmAuthenticator: async () => ({ body: { code: await firstCode() } }),
    renewRecoveryCodes: async () => {
      await ask('PUT', '/account/authenticator', { code: await firstCode() })
      return {}
    },
    addPasskey: async () => {
      const { challenge, options } = (await ask('POST', '/account/passkey-challenges')) as Asked
      const response = openPasskeyDevice(origin).register({ rpId, challenge: options.challenge })
      return { body: { challenge, response, name: 'Passkey' } }
    },
    endOwnSession: async () => ({ path: { sessionId: await sessionOf(ownerId()) } }),
    endOtherSessions: async () => {
      await sessionOf(ownerId())
      return {}
    },
    readNotices: async () => {
      const { merchant, own } = openShops()
      const told = { kind: 'mention', objectType: 'order', objectId: own.known.orderId?.[0] as string } as const
      await runCommand(merchant.runtime, { merchantId: own.merchantId, actor: 'system:test' }, (command) =>
        giveNotices(command, { staffIds: [ownerId()], ...told }),
      )
      return {}
    },
    endStaffSessions: async () => {
      const [staffId = ''] = openShops().own.known.staffId ?? []
      await sessionOf(staffId)
      return { path: { staffId } }
    },
  }
}
