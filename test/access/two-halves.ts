import assert from 'node:assert/strict'
import { createApiKey } from '../../src/access/keys/create-api-key.ts'
import { runCommand } from '../../src/platform/command.ts'
import type { App } from '../../src/platform/http/app.ts'
import { everywhere, type Scope } from '../../src/platform/scope.ts'
import { buildApp } from '../../src/shell/build-app.ts'
import { drainAll } from '../../src/shell/run-drains.ts'
import { apiDocument } from '../../src/shell/serve-reference.ts'
import { subscribers } from '../../src/shell/subscribers.ts'
import { openPeople, type Person } from '../bad-input/open-people.ts'
import { type Caller, callerOf, type Known, openShop } from '../bad-input/open-shop.ts'
import { type Operation, operationsOf } from '../bad-input/operations.ts'
import { type Answer, send } from '../bad-input/send.ts'
import type { Request } from '../bad-input/valid-requests.ts'
import { createTestMerchant, type TestMerchant } from '../support/merchant.ts'

/** One merchant with two shops in it that share nothing but the merchant: places, channels, products, orders of their own. */
export type TwoHalves = {
  merchant: TestMerchant
  app: App
  operations: Operation[]
  /** An owner who is signed in. */
  person: Person
  own: Known
  foreign: Known
  /** Sends a request of somebody who has every permission, narrowed to this scope. */
  send: (operation: Operation, request: Partial<Request>, scope?: Scope) => Promise<Answer>
  drain: () => Promise<void>
  close: () => Promise<void>
}

/** What somebody is narrowed to who may act in one of the shops only. */
export function scopeOf({ locationId = [], channel = [] }: Known): { location: Set<string>; channel: Set<string> } {
  return { location: new Set(locationId), channel: new Set(channel) }
}

export async function openTwoHalves(): Promise<TwoHalves> {
  const merchant = await createTestMerchant({ subscribers })
  const { runtime, merchantId } = merchant
  const app = buildApp(runtime)
  const scopes = new Map<string, Scope>()
  const authenticate = app.authenticate
  app.authenticate = async (request) => {
    return { ...(await authenticate(request)), scope: scopes.get(String(request.headers['x-scope'])) ?? everywhere }
  }
  const { key } = await runCommand(runtime, { merchantId, actor: 'system:test' }, (command) =>
    createApiKey(command, { name: 'all', scopes: ['*'] }),
  )
  const drain = async () => {
    await drainAll(runtime)
  }
  const open = async (mark: string, channel: string) => {
    const known = await openShop(callerOf(app, key), mark, drain, channel)
    return openPeople(app, { merchantId, code: 'test', key, known, mark })
  }
  const { person, known: own } = await open('OWN', 'own-shop')
  const { known: foreign } = await open('FOREIGN', 'foreign-shop')
  await shareItem(callerOf(app, key), own, foreign)
  return {
    ...{ merchant, app, person, own, foreign, drain },
    // The ways in and one's own account lie nowhere: they are asked by no scope, and have tests of their own.
    operations: operationsOf(apiDocument(app.contracts)).filter(
      ({ permission }) => permission !== 'public' && permission !== 'account.own',
    ),
    send: (operation, request, scope = everywhere) => {
      const name = `scope-${scopes.size}`
      scopes.set(name, scope)
      return send(
        { app, key, person },
        operation,
        { path: {}, query: {}, body: undefined, ...request },
        { 'x-scope': name },
      )
    },
    close: merchant.close,
  }
}

/** One unit of an item of the one shop lies in a place of the other, so that there is something not to be seen of it. */
async function shareItem(call: Caller, { sku: skus = [] }: Known, { locationId: places = [] }: Known): Promise<void> {
  const { status } = await call('POST', '/stock/receipts', {
    locationId: places[0],
    lines: [{ sku: skus[0], quantity: 1 }],
  })
  assert.equal(status, 201)
}
