import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { writeLinkToken } from '../../src/access/sign-in/access-link.ts'
import { insertPasskey } from '../../src/access/sign-in/factor-store.ts'
import { makeLink } from '../../src/access/sign-in/make-link.ts'
import { openSession } from '../../src/access/sign-in/open-session.ts'
import { runCommand } from '../../src/platform/command.ts'
import type { App } from '../../src/platform/http/app.ts'
import { newId } from '../../src/platform/ids.ts'
import { makeSomebody, testPassword } from '../support/people.ts'
import { callerOf, type Known, type Mark } from './open-shop.ts'

/** Somebody who is signed in; `send` keeps the token as the cookie has it. */
export type Person = { staffId: string; token: string; comeIn: () => Promise<void> }

/** Whose people: a merchant's, with a key that may do everything and what exists in its shop. */
export type Workplace = { merchantId: string; code: string; key: string; known: Known; mark: Mark }

/**
 * Opens a merchant's people: an owner who is signed in and has sessions, passkeys and asked for approvals; colleagues for the shop's
 * places and channels who are invited, active and kept out; links by which others may come in; roles.
 */
export async function openPeople(app: App, place: Workplace): Promise<{ person: Person; known: Known }> {
  const person = await openOwner(app, place)
  const roleId = await openRoles(app, place)
  const { locationId = [], channel = [] } = place.known
  const owned = {
    ...(await openColleagues(app, place)),
    ...{ roleId, roles: ['store'], permissions: ['orders.read'], locationIds: locationId, channels: channel },
    sessionId: [await comeIn(app, place, person.staffId), await comeIn(app, place, person.staffId)],
    passkeyId: await openPasskeys(app, place, person),
    approvalId: await openApprovals(app, place, person),
    ...{
      token: await openLinks(app, place),
      merchant: [place.code],
      login: [(await openDoorkeeper(app, place)).email],
    },
    ...{
      password: [testPassword],
      current: [testPassword],
      viewId: await openViews(app, place, person),
      list: ['orders'],
    },
  }
  return { person, known: { ...place.known, ...owned } }
}

const system = ({ merchantId }: Workplace) => ({ merchantId, actor: 'system:test' })

const addressOf = ({ mark }: Workplace, name: string) => `${mark}-${name}@example.com`.toLowerCase()

/** Begins a session; answers its id. */
async function comeIn({ runtime }: App, place: Workplace, staffId: string): Promise<string> {
  return (await begin(runtime, place, staffId)).session.id
}

function begin(runtime: App['runtime'], place: Workplace, staffId: string) {
  const visitor = { origin: '127.0.0.1', userAgent: 'test', deviceCookie: undefined, sessionCookie: undefined }
  return runCommand(runtime, system(place), ({ tx, now }) => {
    // Seen tomorrow already: else a request would note, each minute, that it was, and change what must not change.
    const tomorrow = new Date(now.getTime() + 24 * 3_600_000)
    return openSession({ tx, now: tomorrow }, staffId, { method: 'password', isNewDevice: false, visitor })
  })
}

async function openOwner({ runtime }: App, place: Workplace): Promise<Person> {
  const email = addressOf(place, 'owner')
  const { staffId } = await makeSomebody(runtime, place.merchantId, { email, roles: ['owner'] })
  const person: Person = {
    ...{ staffId, token: '' },
    comeIn: async () => {
      person.token = (await begin(runtime, place, staffId)).token
    },
  }
  await person.comeIn()
  return person
}

function openDoorkeeper({ runtime }: App, place: Workplace) {
  return makeSomebody(runtime, place.merchantId, { email: addressOf(place, 'door'), roles: ['store'] })
}

async function openRoles(app: App, { key, mark }: Workplace): Promise<string[]> {
  const call = callerOf(app, key)
  const ids: string[] = []
  for (const number of [1, 2, 3, 4, 5]) {
    const role = { code: `${mark.toLowerCase()}_${number}`, name: `${mark} role`, permissions: ['orders.read'] }
    ids.push((await call('POST', '/roles', role)).body.id)
  }
  return ids
}

async function openColleagues(app: App, place: Workplace): Promise<Known> {
  const call = callerOf(app, place.key)
  const [locationIds = [], channels = []] = [place.known.locationId, place.known.channel]
  const [invited, active]: [string[], string[]] = [[], []]
  for (const number of [1, 2, 3]) {
    const staff = { name: `${place.mark} invited`, email: addressOf(place, `invited-${number}`), roles: ['store'] }
    const { status, body } = await call('POST', '/staff', { ...staff, locale: 'en', locationIds, channels })
    assert.equal(status, 201, JSON.stringify(body))
    invited.push(body.id)
  }
  for (const number of [1, 2, 3, 4, 5]) {
    const staff = { email: addressOf(place, `active-${number}`), roles: ['store'], locationIds, channels }
    const { staffId } = await makeSomebody(app.runtime, place.merchantId, staff)
    await comeIn(app, place, staffId)
    active.push(staffId)
  }
  for (const staffId of active.slice(3)) await call('POST', `/staff/${staffId}/deactivation`)
  return { staffId: [...active, ...invited] }
}

/** Links for people who are nobody's example of anything else. */
async function openLinks({ runtime }: App, place: Workplace): Promise<string[]> {
  const tokens: string[] = []
  for (const number of [1, 2, 3, 4, 5, 6]) {
    const email = addressOf(place, `link-${number}`)
    const { staffId } = await makeSomebody(runtime, place.merchantId, { email, roles: ['store'] })
    tokens.push(
      await runCommand(runtime, system(place), async (command) =>
        writeLinkToken(command.keys, await makeLink(command, staffId, 'password_reset')),
      ),
    )
  }
  return tokens
}

/** So many that some are left, where a second factor is needed. */
function openPasskeys({ runtime }: App, place: Workplace, { staffId }: Person): Promise<string[]> {
  return runCommand(runtime, system(place), async ({ tx, now }) => {
    const ids = Array.from({ length: 12 }, () => newId(now))
    for (const id of ids) {
      const keys = { credentialId: randomBytes(16), publicKey: randomBytes(77), signCount: 0, transports: [] }
      await insertPasskey(tx, { ...keys, id, staffId, name: 'Passkey', createdAt: now, lastUsedAt: null })
    }
    return ids
  })
}

/** Views that somebody kept. */
async function openViews({ fastify }: App, { mark }: Workplace, { token }: Person): Promise<string[]> {
  const ids: string[] = []
  for (let count = 0; count < 12; count++) {
    const { statusCode, body } = await fastify.inject({
      ...{ method: 'POST', url: '/api/v1/saved-views', payload: { list: 'orders', name: `${mark} view`, content: {} } },
      headers: { cookie: `__Host-yidan=${token}`, 'sec-fetch-site': 'same-origin' },
    })
    assert.equal(statusCode, 201, body)
    ids.push((JSON.parse(body) as { id: string }).id)
  }
  return ids
}

/** What a person asks for waits for another. */
async function openApprovals({ fastify }: App, { known, mark }: Workplace, { token }: Person): Promise<string[]> {
  const lines = [{ sku: known.sku?.[0], quantity: -1 }]
  const adjustment = { locationId: known.locationId?.[0], reason: 'damage', reference: `${mark} broken`, lines }
  const ids: string[] = []
  for (let count = 0; count < 12; count++) {
    const { statusCode, body } = await fastify.inject({
      ...{ method: 'POST', url: '/api/v1/stock/adjustments', payload: adjustment },
      headers: { cookie: `__Host-yidan=${token}`, 'sec-fetch-site': 'same-origin' },
    })
    assert.equal(statusCode, 202, body)
    ids.push((JSON.parse(body) as { id: string }).id)
  }
  return ids
}
