import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { callerOf, type Known, type Method } from '../bad-input/open-shop.ts'
import { openTwoShops, type TwoShops } from '../bad-input/two-shops.ts'

let shops: TwoShops
let known: Known
before(async () => {
  shops = await openTwoShops()
  known = shops.own.known
})
after(() => shops.close())

type Step = {
  request: () => [method: Method, path: string, body?: object]
  type: string
  changes: () => Record<string, unknown>
}

const first = (name: string, n = 0) => known[name]?.[n] as string
const place = { name: 'Place', kind: 'warehouse', country: 'CN', timeZone: 'Asia/Shanghai', province: '浙江省' }
const settings = { shortagePolicy: 'hold', reviewRules: [{ code: 'large', totalAtLeast: 100 }] }

/** Changes and what is then told of them: of each field what it was and what it is. */
const steps: Record<string, Step> = {
  'a product': {
    request: () => ['PUT', `/products/${first('productId')}`, { name: 'Pot', category: 'Kitchen' }],
    type: 'product.changed',
    changes: () => ({ name: ['OWN edited', 'Pot'], category: ['', 'Kitchen'] }),
  },
  'a product that ends': {
    request: () => ['POST', `/products/${first('productId')}/archival`],
    type: 'product.archived',
    changes: () => ({ status: ['active', 'archived'] }),
  },
  'prices, one of which falls away': {
    request: () => ['PUT', `/variants/${first('variantId')}/prices`, { prices: [{ currency: 'EUR', price: '1.5' }] }],
    type: 'variant.priced',
    changes: () => ({ CNY: [100_000, null], EUR: [null, 15_000] }),
  },
  'a tax class': {
    request: () => ['PUT', '/tax-rates/standard', { rateBasisPoints: 600, included: true }],
    type: 'tax_class.set',
    changes: () => ({ rateBasisPoints: [1300, 600] }),
  },
  'a channel': {
    request: () => ['PUT', '/channels/web', { name: 'Shop', source: 'app' }],
    type: 'channel.set',
    changes: () => ({ name: ['OWN web', 'Shop'], source: ['web', 'app'] }),
  },
  'the settings': {
    request: () => ['PUT', '/order-settings', settings],
    type: 'order_settings.set',
    changes: () => ({ shortagePolicy: ['refuse', 'hold'], reviewRules: [[], settings.reviewRules] }),
  },
  'an item’s policy': {
    request: () => [
      'PUT',
      `/stock/items/${first('itemId')}`,
      {
        shortagePolicy: 'backorder',
        oversellLimit: 3,
        safetyStock: [{ locationId: first('locationId'), quantity: 7 }],
      },
    ],
    type: 'stock.policy_set',
    changes: () => ({
      shortagePolicy: [null, 'backorder'],
      oversellLimit: [0, 3],
      [`place ${first('locationId')}`]: [0, 7],
    }),
  },
  'a location': {
    request: () => ['PUT', `/locations/${first('locationId', 2)}`, { ...place, priority: 5 }],
    type: 'location.changed',
    changes: () => ({ name: ['OWN east', 'Place'], priority: [100, 5] }),
  },
  'an order of which something is cancelled': {
    request: () => ['POST', `/orders/${first('orderId', 5)}/lines/1/cancellation`, { quantity: 1, reason: 'Less' }],
    type: 'order.line_cancelled',
    changes: () => ({ cancelledTotal: [0, 1000], 'line 1': { cancelled: [0, 1], allocated: [5, 4] } }),
  },
}

describe('an event tells what was before and what is after, of', () => {
  for (const [what, { request, type, changes }] of Object.entries(steps)) {
    it(what, async () => {
      const call = callerOf(shops.app, shops.own.key)
      const answer = await call(...request())
      assert.ok(answer.status < 300, JSON.stringify(answer.body))
      const page = await call('GET', `/audit?type=${type}&limit=1`)
      const [entry] = page.body.items as unknown as { changes: unknown }[]
      assert.deepEqual(entry?.changes, changes())
    })
  }

  it('a customer, whose contacts are told by their ids alone', async () => {
    const call = callerOf(shops.app, shops.own.key)
    const id = first('customerId')
    const contact = { name: '诸葛孔明', phone: '13912345678', country: 'CN' }
    const answer = await call('PUT', `/customers/${id}`, { tier: 'vip', status: 'blocked', contact })
    assert.equal(answer.status, 200, JSON.stringify(answer.body))
    const page = await call('GET', `/audit?objectId=${id}`)
    const [changed, created] = page.body.items as unknown as { changes: Record<string, unknown[]> }[]
    const { contactId, ...others } = changed?.changes ?? {}
    assert.deepEqual(others, { tier: ['standard', 'vip'], status: ['active', 'blocked'] })
    assert.equal(contactId?.[0], created?.changes.contactId?.[1])
    assert.doesNotMatch(JSON.stringify(page.body), /诸葛|139/)
  })
})
