import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { createRole } from '../../src/access/roles/change-role.ts'
import { buildApp } from '../../src/shell/build-app.ts'
import { type Browser, makeSomebody, openBrowser } from '../support/people.ts'
import { createTestShop, receiver, type TestShop } from '../support/shop.ts'

/** What an owner of one channel or one place alone tries, who has every permission there is and is narrowed. */
describe('an owner who is narrowed', () => {
  let shop: TestShop
  const narrowed: Record<string, Browser> = {}
  const order: { guest?: string; customer?: string } = {}
  let customerId = ''

  before(async () => {
    shop = await createTestShop()
    const app = buildApp(shop.runtime)
    const scopes = { channel: { channels: ['phone'] }, place: { locationIds: [shop.beijing] } }
    for (const [name, scope] of Object.entries(scopes)) {
      const email = `${name}@narrow.example`
      narrowed[name] = openBrowser(app)
      const somebody = await makeSomebody(shop.runtime, shop.merchantId, { email, roles: ['owner'], ...scope })
      assert.equal((await narrowed[name].signIn(somebody)).status, 200)
    }
    const lines = [{ sku: 'A', quantity: 1 }]
    const contact = { ...receiver, phone: '13911112222' }
    order.guest = (await shop.place({ lines })).body.id
    order.customer = (await shop.place({ lines, customer: { contact } })).body.id
    const { rows } = await shop.owner.query('select customer_id from orders where id = $1', [order.customer])
    customerId = rows[0].customer_id
  })
  after(() => shop.close())

  const refusal = async (browser: Browser, method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: object) => {
    const answer = await browser.call(method, path, body)
    return [answer.status, answer.body.code]
  }

  it('is not shown whom an order goes to that is not theirs', async () => {
    for (const browser of Object.values(narrowed)) {
      const found = await refusal(browser, 'POST', `/orders/${order.guest}/disclosures`, { purpose: 'service' })
      assert.deepEqual(found, [404, 'not_found'])
    }
  })

  it('neither copies, erases nor holds the person of an order that is not theirs', async () => {
    for (const browser of Object.values(narrowed)) {
      for (const id of [order.guest, order.customer]) {
        for (const [method, path, body] of [
          ['POST', 'export', {}],
          ['GET', 'erasure', undefined],
          ['POST', 'erasure', {}],
          ['PUT', 'legal-hold', { reason: 'x' }],
          ['DELETE', 'legal-hold', undefined],
        ] as const) {
          assert.deepEqual(await refusal(browser, method, `/orders/${id}/${path}`, body), [404, 'not_found'], path)
        }
      }
    }
  })

  it('neither copies, erases nor holds a customer, whose orders may be anybody’s', async () => {
    for (const browser of Object.values(narrowed)) {
      for (const [method, path, body] of [
        ['POST', 'export', {}],
        ['GET', 'erasure', undefined],
        ['POST', 'erasure', {}],
        ['PUT', 'legal-hold', { reason: 'x' }],
        ['DELETE', 'legal-hold', undefined],
      ] as const) {
        const found = await refusal(browser, method, `/customers/${customerId}/${path}`, body)
        assert.deepEqual(found, [403, 'out_of_scope'], path)
      }
    }
  })

  it('does not say how the whole merchant is guarded, renew its keys, or read its audit', async () => {
    const role = { name: 'x', permissions: ['orders.read'] }
    const { id: roleId } = await shop.command((command) => createRole(command, { code: 'night_shift', ...role }))
    for (const browser of Object.values(narrowed)) {
      for (const [method, path, body] of [
        ['PUT', '/privacy-settings', { retention: { guestsAfterDays: 30 } }],
        ['PUT', '/approval-settings', { refundUpTo: null }],
        ['PUT', '/security-settings', { secondFactor: 'optional', idleMinutes: 1440, sessionHours: 720 }],
        ['POST', '/key-rotations', { kind: 'merchant' }],
        ['POST', '/roles', { code: 'wide', ...role }],
        ['PUT', `/roles/${roleId}`, role],
        ['DELETE', `/roles/${roleId}`, undefined],
        ['GET', '/audit', undefined],
        ['GET', '/audit/seal', undefined],
        ['POST', '/audit/exports', {}],
      ] as const) {
        assert.deepEqual(await refusal(browser, method, path, body), [403, 'out_of_scope'], path)
      }
    }
  })
})
