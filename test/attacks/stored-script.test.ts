// Script in every text (stored and reflected): kept as it was given, and given out as JSON only, never in a page.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { newId } from '../../src/platform/ids.ts'
import { encode, send } from '../bad-input/send.ts'
import { textFieldsOf, withValue } from '../bad-input/text-fields.ts'
import { openTwoShops, type TwoShops } from '../bad-input/two-shops.ts'
import { sampleRequest } from './sample-request.ts'

const mark = 'zqx5'
/** Short enough for most fields. */
const scripts = [
  `<script>alert('${mark}')</script>`,
  `"><img src=x onerror=${mark}>`,
  `</script><svg/onload=${mark}>`,
  `javascript:${mark}`,
  `'-${mark}-'`,
  `{{${mark}}}\${7*7}`,
  `<!--${mark}--><a href=//e>`,
]

let shops: TwoShops
let kept = 0

before(async () => {
  shops = await openTwoShops()
  let turn = 0
  for (const operation of shops.operations.filter(({ body }) => body !== undefined)) {
    const { body } = sampleRequest(operation, shops.own.known)
    for (const field of textFieldsOf(operation.body ?? {}, body)) {
      turn += 1
      const request = sampleRequest(operation, shops.own.known, 300 + turn)
      const given = withValue(request.body, field, scripts[turn % scripts.length])
      const { status } = await send({ app: shops.app, key: shops.own.key }, operation, { ...request, body: given })
      if (status < 300) kept += 1
    }
  }
})
after(() => shops.close())

const get = (url: string) =>
  shops.app.fastify.inject({ url, headers: { authorization: `Bearer ${shops.own.key}`, accept: 'text/html' } })

describe('a script in a text', () => {
  it('comes back as it was given, as JSON, from whatever operation', async () => {
    assert.ok(kept > 30, `only ${kept} were taken`)
    let shown = 0
    for (const operation of shops.operations.filter(({ method }) => method === 'GET')) {
      const { path, query } = sampleRequest(operation, shops.own.known)
      const url = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => encode(path[name] ?? 'x'))
      const search = Object.entries(query).map(([name, value]) => `${name}=${encode(value)}`)
      const answer = await get(`${url}?${search.join('&')}`)
      if (operation.name === 'getPicture') {
        // Its bytes were looked at when it came, and no browser takes it for anything else.
        assert.match(String(answer.headers['content-type']), /^image\/(?:png|jpeg|webp)$/)
        assert.equal(answer.headers['x-content-type-options'], 'nosniff')
        continue
      }
      assert.match(
        String(answer.headers['content-type']),
        /^application\/(?:problem\+)?json; charset=utf-8$/,
        operation.name,
      )
      assert.doesNotThrow(() => answer.json())
      if (answer.body.includes(mark)) shown += 1
    }
    assert.ok(shown > 5, `only ${shown} answers showed one`)
    const { items } = (await get('/api/v1/products?limit=200')).json() as { items: { name: string }[] }
    assert.ok(
      items.some(({ name }) => scripts.includes(name)),
      'a name is not escaped on its way in: who shows it escapes it',
    )
  })

  it('is in no page', async () => {
    for (const url of ['/', '/docs', '/docs/', '/openapi.json', '/healthz', '/readyz', '/metrics']) {
      const { body } = await get(url)
      assert.ok(!body.includes(mark), url)
    }
  })

  it('in an address, a query or a header is reflected in no page and no header', async () => {
    for (const script of scripts) {
      for (const url of [
        `/${encode(script)}`,
        `/docs/${encode(script)}`,
        `/docs?${encode(script)}`,
        `/api/v1/${encode(script)}`,
        `/api/v1/orders/${encode(script)}`,
        `/api/v1/orders?${encode(script)}=1`,
        `/api/v1/orders?text=${encode(script)}`,
        `/api/v1/orders?after=${encode(script)}`,
      ]) {
        const answer = await get(url)
        const type = String(answer.headers['content-type'])
        if (!/^application\/(?:problem\+)?json/.test(type)) assert.ok(!answer.body.includes(mark), `${url}: ${type}`)
        const { location = '', ...headers } = answer.headers
        assert.ok(!JSON.stringify(headers).includes(mark), url)
        // To where somebody wanted to be they come back from the door: encoded, behind the # that no server is sent.
        assert.match(location, /^(?:\/sign-in#next=[\w%.~!*'()-]*)?$/, url)
      }
    }
  })
})

describe('a page', () => {
  it('has a policy of its content that lets in nothing from elsewhere, and no plugin of a stranger', async () => {
    const page = await get('/docs/')
    assert.match(String(page.headers['content-type']), /^text\/html/)
    const policy = String(page.headers['content-security-policy'])
    assert.match(policy, /^default-src 'none'; object-src 'none'; script-src 'self'; /)
    assert.ok(!/https?:|\*|unsafe-eval|script-src[^;]*unsafe/.test(policy), policy)
    assert.equal(page.headers['x-content-type-options'], 'nosniff')
    const elsewhere = [...page.body.matchAll(/(?:src|href)="(https?:)?\/\/[^"]+"/g)].map(([found]) => found)
    assert.deepEqual(elsewhere, [])
  })

  it('is not what an id that nobody has is answered with, whatever is asked for', async () => {
    for (const accept of ['text/html', 'application/xml', 'text/csv', '*/*']) {
      const answer = await shops.app.fastify.inject({
        ...{
          url: `/api/v1/orders/${newId(new Date())}`,
          headers: { authorization: `Bearer ${shops.own.key}`, accept },
        },
      })
      assert.match(String(answer.headers['content-type']), /^application\/problem\+json/)
    }
  })
})
