import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { runCommand } from '../../src/platform/command.ts'
import { publish } from '../../src/platform/events.ts'
import type { App } from '../../src/platform/http/app.ts'
import { newId } from '../../src/platform/ids.ts'
import { mostTold } from '../../src/platform/live/live-room.ts'
import { buildApp } from '../../src/shell/build-app.ts'
import { type Heard, listenOnPort, openLive } from '../support/live-client.ts'
import { type Browser, makeSomebody, openBrowser } from '../support/people.ts'
import { createTestShop, receiver, type TestShop } from '../support/shop.ts'

let shop: TestShop
let app: App
let origin: string
/** Another process over the same database. */
let other: { app: App; origin: string }

before(async () => {
  shop = await createTestShop()
  app = buildApp(shop.runtime)
  origin = await listenOnPort(app)
  const second = buildApp(shop.runtime)
  other = { app: second, origin: await listenOnPort(second) }
})
after(async () => {
  const apps = [app, other.app]
  const closing = Promise.all(apps.map(({ fastify }) => fastify.close()))
  // A connection that fetch made for later and over which nothing was asked yet is not idle: it would be waited for a minute.
  for (const { fastify } of apps) fastify.server.closeAllConnections()
  await closing
  await shop.close()
})

type Change = { objectType: string; objectId: string; type: string; version: number; actor: string }
const changesOf = ({ data }: Heard) => (data.changes ?? []) as Change[]
const tells = (objectId: string, type: string) => (heard: Heard) =>
  changesOf(heard).some((change) => change.objectId === objectId && change.type === type)
const isHello = ({ name }: Heard) => name === 'hello'

let people = 0
async function personOf(roles: string[], narrowed: { locationIds?: string[]; channels?: string[] } = {}) {
  people += 1
  const email = `person${people}@example.cn`
  const browser = openBrowser(app)
  const somebody = await makeSomebody(shop.runtime, shop.merchantId, { email, roles, ...narrowed })
  assert.equal((await browser.signIn(somebody)).status, 200)
  return { browser, ...somebody, cookie: cookieOf(browser) }
}
const cookieOf = ({ cookies }: Browser) => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')

const orderOf = (channel = 'web') => ({
  channel,
  shipTo: receiver,
  lines: [{ sku: 'A', quantity: 1 }],
  payment: { terms: 'on_account' },
})

describe('what changes', () => {
  it('is told to who listens in any process, with ids and codes and nothing of what stands in it', async () => {
    const { cookie } = await personOf(['order_clerk'])
    const streams = await Promise.all([openLive(origin, { cookie }), openLive(other.origin, { cookie })])
    for (const stream of streams) await stream.until(isHello)
    const { body } = await shop.place(orderOf())
    for (const stream of streams) {
      const heard = await stream.until(tells(body.id, 'order.placed'))
      const change = changesOf(heard).find(({ objectId }) => objectId === body.id)
      assert.deepEqual(Object.keys(change ?? {}).sort(), ['actor', 'at', 'objectId', 'objectType', 'type', 'version'])
      assert.doesNotMatch(JSON.stringify(stream.heard), /张三丰|13800138000|文三路/)
      stream.leave()
    }
  })

  it('is told also where no drain has to be woken', async () => {
    const { cookie } = await personOf(['buyer'])
    const stream = await openLive(origin, { cookie })
    await stream.until(isHello)
    const id = newId(shop.runtime.clock())
    await shop.command(({ tx, now, actor }) =>
      publish(tx, [
        { objectType: 'product', objectId: id, version: 1, type: 'product.changed', actor, at: now, data: {} },
      ]),
    )
    await stream.until(tells(id, 'product.changed'))
    stream.leave()
  })

  it('is not told to who may not read it, nor out of their scope', async () => {
    const { body: byWeb } = await shop.place(orderOf('web'))
    const [buyer, beijing, phone, clerk] = await Promise.all([
      personOf(['buyer']),
      personOf(['warehouse'], { locationIds: [shop.beijing] }),
      personOf(['order_clerk'], { channels: ['phone'] }),
      personOf(['order_clerk'], { locationIds: [shop.shanghai], channels: ['web'] }),
    ])
    const streams = await Promise.all([buyer, beijing, phone, clerk].map(({ cookie }) => openLive(origin, { cookie })))
    for (const stream of streams) await stream.until(isHello)
    await app.fastify.inject({
      ...{ method: 'POST', url: `/api/v1/orders/${byWeb.id}/holds`, payload: { reason: 'look' } },
      headers: { cookie: (await personOf(['manager'])).cookie, 'sec-fetch-site': 'same-origin' },
    })
    const { body: byPhone } = await shop.place(orderOf('phone'))
    await streams[3]?.until(tells(byWeb.id, 'order.held'))
    await streams[2]?.until(tells(byPhone.id, 'order.placed'))
    const about = (index: number) => streams[index]?.heard.flatMap(changesOf).map(({ objectId }) => objectId) ?? []
    assert.ok(!about(0).includes(byWeb.id) && !about(0).includes(byPhone.id), 'a buyer reads no orders')
    assert.ok(!about(1).includes(byWeb.id) && !about(1).includes(byPhone.id), 'no goods of Beijing')
    assert.ok(!about(2).includes(byWeb.id), 'another channel')
    assert.ok(!about(3).includes(byPhone.id), 'another channel')
    for (const stream of streams) stream.leave()
  })

  it('is told again to who comes back, but not when it is too long ago', async () => {
    const { cookie } = await personOf(['order_clerk'])
    const first = await openLive(origin, { cookie })
    const { id } = await first.until(isHello)
    first.leave()
    const { body } = await shop.place(orderOf())
    const again = await openLive(origin, { cookie, 'last-event-id': id as string })
    await again.until(tells(body.id, 'order.placed'))
    again.leave()
    const tenMinutesAgo = newId(new Date(shop.runtime.clock().getTime() - 600_000))
    for (const query of [`?after=${tenMinutesAgo}`, `?after=${newId(new Date(0))}`]) {
      const late = await openLive(origin, { cookie }, query)
      await late.until(({ name }) => name === 'reload')
      late.leave()
    }
  })
})

describe('a stream', () => {
  it('is only for who asks for one, and is ended when the session is', async () => {
    const { cookie, browser } = await personOf(['order_clerk'])
    const { status, body } = await browser.call('GET', '/live')
    assert.deepEqual([status, body.code], [406, 'not_event_stream'])
    const stream = await openLive(origin, { cookie })
    await stream.until(isHello)
    const current = await browser.call('GET', '/account')
    assert.equal((await browser.call('DELETE', `/account/sessions/${current.body.sessionId}`)).status, 200)
    await stream.ended
    assert.equal((await openLive(origin, { cookie })).status, 401)
  })

  it('does not keep a session open that nobody uses', async () => {
    const { cookie, staffId } = await personOf(['order_clerk'])
    const seen = async () => {
      const { rows } = await shop.owner.query('select seen_at from sessions where staff_id = $1', [staffId])
      return (rows[0] as { seen_at: Date }).seen_at.getTime()
    }
    const stream = await openLive(origin, { cookie })
    await stream.until(isHello)
    await shop.owner.query(`update sessions set seen_at = seen_at - interval '5 minutes' where staff_id = $1`, [
      staffId,
    ])
    const before = await seen()
    const { body } = await shop.place(orderOf())
    // Something of access: everybody is looked at again.
    await shop.command(({ tx, now, actor }) => {
      const objectId = newId(now)
      return publish(tx, [{ objectType: 'role', objectId, version: 1, type: 'role.changed', actor, at: now, data: {} }])
    })
    await stream.until(tells(body.id, 'order.placed'))
    await new Promise((resolve) => setTimeout(resolve, 300))
    assert.equal(await seen(), before)
    stream.leave()
  })

  it('tells who may do other things than before, and lets go of what they had open', async () => {
    const { body } = await shop.place(orderOf())
    const [ann, ben] = await Promise.all([personOf(['order_clerk']), personOf(['manager'])])
    const query = `?viewing=order:${body.id}`
    const hers = await openLive(origin, { cookie: ann.cookie }, query)
    const his = await openLive(other.origin, { cookie: ben.cookie }, query)
    const showsHer = (heard: Heard) => JSON.stringify(heard.data.others ?? []).includes(ann.staffId)
    await his.until(showsHer)
    const change = async (set: string) => {
      his.heard.length = 0
      await shop.owner.query(`update staff set ${set} where id = $1`, [ann.staffId])
      await shop.command(({ tx, now, actor }) => {
        const objectId = newId(now)
        return publish(tx, [
          { objectType: 'staff', objectId, version: 1, type: 'staff.changed', actor, at: now, data: {} },
        ])
      })
    }
    await change(`channels = '{phone}'`)
    await hers.until(({ name }) => name === 'rights')
    await his.until(({ name, data }) => name === 'viewers' && (data.others as object[]).length === 0)
    hers.heard.length = 0
    await change(`roles = '{buyer}', channels = null`)
    await hers.until(({ name }) => name === 'rights')
    assert.ok(!his.heard.some(showsHer))
    assert.ok(!his.heard.some(({ name }) => name === 'rights'), 'what he may is the same')
    for (const stream of [hers, his]) stream.leave()
  })

  it('of one session beyond so many is refused, also of those that come at once', async () => {
    const { body } = await shop.place(orderOf())
    const { cookie: hurried } = await personOf(['order_clerk'])
    const open = () => openLive(origin, { cookie: hurried }, `?viewing=order:${body.id}`)
    const together = await Promise.all(Array.from({ length: 20 }, open))
    assert.equal(together.filter(({ status }) => status === 200).length, 12)
    for (const stream of together) stream.leave()

    const { cookie } = await personOf(['order_clerk'])
    const streams = []
    for (let count = 0; count < 12; count++) streams.push(await openLive(origin, { cookie }))
    assert.deepEqual(new Set(streams.map(({ status }) => status)), new Set([200]))
    const refused = await openLive(origin, { cookie })
    assert.equal(refused.status, 429)
    for (const stream of streams) stream.leave()
  })
})

describe('who has an order open', () => {
  const othersIn = ({ data }: Heard) => (data.others ?? []) as { actor: string }[]
  const sees = (actors: string[]) => (heard: Heard) =>
    heard.name === 'viewers' && JSON.stringify(othersIn(heard).map(({ actor }) => actor)) === JSON.stringify(actors)

  it('is told to the others who have it open, in any process, until they leave', async () => {
    const { body } = await shop.place(orderOf())
    const [ann, ben, cem] = await Promise.all(
      ['order_clerk', 'manager', 'customer_service'].map((role) => personOf([role])),
    )
    const open = (at: string, cookie: string) => openLive(at, { cookie }, `?viewing=order:${body.id}`)
    const first = await open(origin, ann?.cookie as string)
    await first.until(sees([]))
    const second = await open(other.origin, ben?.cookie as string)
    await first.until(sees([`staff:${ben?.staffId}`]))
    await second.until(sees([`staff:${ann?.staffId}`]))
    const again = await open(origin, ann?.cookie as string)
    await again.until(sees([`staff:${ben?.staffId}`]))
    const third = await open(origin, cem?.cookie as string)
    await second.until((heard) => othersIn(heard).length === 2)
    first.heard.length = 0
    third.leave()
    await first.until(sees([`staff:${ben?.staffId}`]))
    second.leave()
    await first.until(sees([]))
    assert.ok(!again.heard.some((heard) => sees([`staff:${ann?.staffId}`])(heard)), 'nobody is told of themselves')
    for (const stream of [first, again]) stream.leave()
  })

  it('is asked only of what the caller may see', async () => {
    const { body } = await shop.place(orderOf('web'))
    const phone = await personOf(['order_clerk'], { channels: ['phone'] })
    const buyer = await personOf(['buyer'])
    for (const [cookie, viewing] of [
      [phone.cookie, `order:${body.id}`],
      [buyer.cookie, `order:${body.id}`],
      [phone.cookie, `session:${body.id}`],
    ] as const) {
      assert.equal((await openLive(origin, { cookie }, `?viewing=${viewing}`)).status, 404)
    }
    assert.equal((await openLive(origin, { cookie: phone.cookie }, '?viewing=order')).status, 400)
  })
})

describe('a flood', () => {
  it('is told in few words, and so is who was away meanwhile', async () => {
    const { cookie } = await personOf(['order_clerk'])
    const stream = await openLive(origin, { cookie })
    const hello = await stream.until(isHello)
    const many = Array.from({ length: 30 * mostTold }, () => newId(shop.runtime.clock()))
    await runCommand(shop.runtime, { merchantId: shop.merchantId, actor: 'system:test' }, ({ tx, now, actor }) =>
      publish(
        tx,
        many.map((objectId) => ({
          ...{ objectType: 'order', objectId, version: 1, type: 'order.placed', actor, at: now, data: {} },
        })),
      ),
    )
    const summary = await stream.until(({ name }) => name === 'many')
    assert.deepEqual(summary.data, { objectTypes: ['order'] })
    assert.ok(!stream.heard.some((heard) => tells(many[0] as string, 'order.placed')(heard)))
    const again = await openLive(origin, { cookie, 'last-event-id': hello.id as string })
    await again.until(({ name }) => name === 'many')
    for (const each of [stream, again]) each.leave()
  })
})
