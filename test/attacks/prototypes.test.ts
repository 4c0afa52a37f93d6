// Prototype pollution: names that JavaScript gives a meaning, wherever a request can name something.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { differences, openFingerprint } from '../bad-input/fingerprint.ts'
import { openTwoShops, type TwoShops } from '../bad-input/two-shops.ts'
import { sampleRequest } from './sample-request.ts'

let shops: TwoShops
const objectBefore = namesOf(Object.prototype)
const arrayBefore = namesOf(Array.prototype)

function namesOf(prototype: object): string[] {
  return Reflect.ownKeys(prototype).map(String).sort()
}

before(async () => {
  shops = await openTwoShops()
})
after(() => shops.close())

async function ask(method: string, url: string, payload?: string) {
  const answer = await shops.app.fastify.inject({
    ...{ method: method as 'POST', url: `/api/v1${url}` },
    headers: {
      authorization: `Bearer ${shops.own.key}`,
      ...(payload !== undefined && { 'content-type': 'application/json' }),
    },
    ...(payload !== undefined && { payload }),
  })
  return { status: answer.statusCode, text: answer.body }
}

function assertClean(told: string): void {
  assert.deepEqual(namesOf(Object.prototype), objectBefore, told)
  assert.deepEqual(namesOf(Array.prototype), arrayBefore, told)
  assert.equal(({} as { polluted?: unknown }).polluted, undefined, told)
}

const poisons = [
  '"__proto__":{"polluted":1}',
  '"constructor":{"prototype":{"polluted":1}}',
  '"__proto__":null',
  '"\\u005f\\u005fproto\\u005f\\u005f":{"polluted":1}',
  '"__proto__":{"merchantId":"x","may":true}',
  '"prototype":{"polluted":1}',
  '"toString":1,"valueOf":1,"hasOwnProperty":1',
  '"__defineGetter__":1,"__lookupGetter__":1',
]

describe('a poisoned name', () => {
  it('in every body, at the top and within, is refused and changes nothing', async () => {
    const fingerprint = await openFingerprint(shops.merchant.owner)
    const before = await fingerprint()
    for (const operation of shops.operations.filter(({ body }) => body !== undefined)) {
      const { path, body } = sampleRequest(operation, shops.own.known)
      const url = operation.path
        .replace('/api/v1', '')
        .replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(path[name] ?? 'x'))
      const text = JSON.stringify(body)
      for (const poison of poisons) {
        const openings = [...text.matchAll(/\{(?=")/g)].map(({ index }) => index + 1)
        for (const at of [1, openings.at(-1) ?? 1]) {
          const payload = `${text.slice(0, at)}${poison}${text.length > 2 ? ',' : ''}${text.slice(at)}`
          const answer = await ask(operation.method, url, payload)
          const isRefused = answer.status === 400 || /"results":\[\{[^[]*"status":400/.test(answer.text)
          const isOfBrowsers = /Passkey$/.test(operation.name)
          // What a product's options, or a role, are called is the merchant's to choose: kept as data, judged below.
          const isNamed = operation.name.startsWith('createProduct') && at !== 1
          assert.ok(
            isRefused || isOfBrowsers || isNamed,
            `${operation.name} ${payload.slice(0, 300)}: ${answer.status} ${answer.text.slice(0, 200)}`,
          )
          assert.ok(answer.status < 500)
          assertClean(operation.name)
        }
      }
    }
    const changed = differences(before, await fingerprint())
    assert.deepEqual(
      changed.filter(
        (table) =>
          !/^(?:products|variants|bundle_components|events|event_deliveries|inventory_items|reference_revisions)$/.test(
            table,
          ),
      ),
      [],
    )
  })

  it('in a query or a path is a name like others, and unknown', async () => {
    for (const query of [
      '__proto__=1',
      '__proto__[polluted]=1',
      'constructor[prototype][polluted]=1',
      'constructor.prototype.polluted=1',
      'toString=1',
      'limit.__proto__=1',
    ]) {
      const { status, text } = await ask('GET', `/orders?${query}`)
      assert.equal(status, 400, text)
      assertClean(query)
    }
    for (const name of ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf']) {
      for (const path of [`/orders/${name}`, `/roles/${name}`, `/products/${name}`]) {
        const { status } = await ask('GET', path)
        assert.ok(status >= 400 && status < 500, path)
      }
      assert.equal((await ask('GET', `/variants/by-code?code=${name}`)).status, 404)
    }
  })

  it('as a merchant’s own word is kept as a word: a code, an option, a role, a tax class, a channel', async () => {
    for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
      const channel = await ask('PUT', `/channels/${name}`, '{"name":"x","source":"web"}')
      assert.ok(channel.status === 200 || channel.status === 400, channel.text)
      const rate = await ask('PUT', `/tax-rates/${name}`, '{"rateBasisPoints":100,"included":true}')
      assert.equal(rate.status, 200, rate.text)
      const sku = `sku-${name}`
      const options = `{"${name}":"red"}`
      const product = await ask('POST', '/products', `{"name":"x","variants":[{"sku":"${sku}","options":${options}}]}`)
      if (product.status === 201) assert.match(product.text, new RegExp(`"options":\\{("${name}":"red")?\\}`))
      else assert.equal(product.status, 400, product.text)
      const plain = await ask('POST', '/products', `{"name":"x","variants":[{"sku":"${name}","kind":"service"}]}`)
      assert.equal(plain.status, 201, plain.text)
      const order = {
        channel: 'web',
        shipTo: { name: 'x', country: 'CN' },
        lines: [{ sku: name, quantity: 1, unitPrice: '1' }],
      }
      const placed = await ask('POST', '/orders', JSON.stringify(order))
      assert.equal(placed.status, 201, placed.text)
      const unknown = await ask(
        'POST',
        '/orders',
        JSON.stringify({ ...order, channel: `no ${name}`, lines: [{ sku: 'valueOf', quantity: 1 }] }),
      )
      assert.equal(unknown.status, 422, 'what every object has is no thing for sale')
      assertClean(name)
    }
  })

  it('given twice counts as the last, which is what is judged: nothing slips by before it', async () => {
    const order = (more: string) =>
      `{"channel":"web","shipTo":{"name":"x","country":"CN"},"lines":[{"sku":"${shops.own.known.sku?.[0]}","quantity":1}],${more}}`
    assert.equal((await ask('POST', '/orders', order('"discount":0,"discount":-5'))).status, 400)
    assert.equal((await ask('POST', '/orders', order('"note":"a","note":"b"'))).status, 201)
  })
})
