import assert from 'node:assert/strict'
import { after, before, it } from 'node:test'
import { listenOnPort, openLive } from '../../../test/support/live-client.ts'
import { makeSomebody, openBrowser } from '../../../test/support/people.ts'
import { createTestShop, type TestShop } from '../../../test/support/shop.ts'
import type { App } from '../../platform/http/app.ts'
import { newId } from '../../platform/ids.ts'
import { buildApp } from '../../shell/build-app.ts'

let shop: TestShop
let app: App
let origin: string
let orderId: string
before(async () => {
  shop = await createTestShop()
  app = buildApp(shop.runtime)
  origin = await listenOnPort(app)
  orderId = (await shop.place({ lines: [{ sku: 'A', quantity: 1 }], payment: { terms: 'on_account' } })).body.id
})
after(async () => {
  await app.fastify.close()
  await shop.close()
})

type Notice = { id: string; at: string; readAt: string | null }
const notesOf = (body: Record<string, unknown>) => (body.notes as object[]).length
const itemsOf = (body: Record<string, unknown>) => body.items as Notice[]

let people = 0
async function personOf(role: string) {
  people += 1
  const browser = openBrowser(app)
  const somebody = await makeSomebody(shop.runtime, shop.merchantId, {
    email: `person${people}@example.cn`,
    roles: [role],
  })
  assert.equal((await browser.signIn(somebody)).status, 200)
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  return { ...browser, cookie, staffId: somebody.staffId }
}

it('who is mentioned is told, once, until they have read it; nobody else is', async () => {
  const [writer, told, other] = [await personOf('order_clerk'), await personOf('finance'), await personOf('manager')]
  const streams = await Promise.all([told, other].map(({ cookie }) => openLive(origin, { cookie })))
  for (const stream of streams) await stream.until(({ name }) => name === 'hello')
  const mentions = [told.staffId, told.staffId, writer.staffId]
  const written = await writer.call('POST', `/orders/${orderId}/notes`, { text: '@财务 请看', mentions })
  assert.equal(written.status, 201, JSON.stringify(written.body))
  await streams[0]?.until((heard) => JSON.stringify(heard.data).includes('notice.given'))

  const { body } = await told.call('GET', '/account/notices')
  assert.equal(body.unread, 1)
  assert.equal(itemsOf(body).length, 1)
  const [first] = itemsOf(body)
  const { id, at: _, ...notice } = first as Notice
  const by = `staff:${writer.staffId}`
  assert.deepEqual(notice, { kind: 'mention', objectType: 'order', objectId: orderId, actor: by, readAt: null })
  for (const { call } of [writer, other]) assert.equal((await call('GET', '/account/notices')).body.unread, 0)

  assert.deepEqual((await other.call('POST', '/account/notices/read', { ids: [id] })).body, { unread: 0 })
  assert.equal((await told.call('GET', '/account/notices')).body.unread, 1, 'nobody reads for another')
  assert.deepEqual((await told.call('POST', '/account/notices/read')).body, { unread: 0 })
  assert.notEqual(itemsOf((await told.call('GET', '/account/notices')).body)[0]?.readAt, null)
  await streams[0]?.until((heard) => JSON.stringify(heard.data).includes('notice.read'))
  assert.ok(!JSON.stringify(streams[1]?.heard).includes('notice.'), 'others do not even hear of it')
  for (const stream of streams) stream.leave()
})

it('a colleague who is not there is not mentioned, and the note is not written', async () => {
  const writer = await personOf('order_clerk')
  const before = notesOf((await writer.call('GET', `/orders/${orderId}`)).body)
  const answer = await writer.call('POST', `/orders/${orderId}/notes`, { text: '@?', mentions: [newId(new Date(0))] })
  assert.deepEqual([answer.status, answer.body.code, answer.body.field], [422, 'unknown_colleague', 'mentions'])
  assert.equal(notesOf((await writer.call('GET', `/orders/${orderId}`)).body), before)
})

it('colleagues are named to everybody who works here, and nothing else of them', async () => {
  const { call, staffId } = await personOf('warehouse')
  const { body } = await call('GET', '/colleagues')
  const self = itemsOf(body).find(({ id }) => id === staffId)
  assert.deepEqual(Object.keys(self ?? {}).sort(), ['id', 'isActive', 'name'])
})
