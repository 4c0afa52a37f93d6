// Texts that look like others: which are one, and which are not. Names to sign in with are folded (NFKC, case), since two that
// look the same must be one person; codes are compared to the byte, since what a merchant's other systems say is not ours to change.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { encode } from '../bad-input/send.ts'
import { openTwoShops, type TwoShops } from '../bad-input/two-shops.ts'
import { makeSomebody, openBrowser } from '../support/people.ts'

let shops: TwoShops
before(async () => {
  shops = await openTwoShops()
})
after(() => shops.close())

async function ask(method: 'GET' | 'POST' | 'PUT', url: string, payload?: object) {
  const answer = await shops.app.fastify.inject({
    ...{ method, url: `/api/v1${url}`, headers: { authorization: `Bearer ${shops.own.key}` } },
    ...(payload !== undefined && { payload }),
  })
  return { status: answer.statusCode, body: answer.json() as Record<string, never> & { id: string } }
}

/** `plain` as it looks in other letters. */
const looksLike = {
  fullWidth: 'ｏｗｎｅｒ@ｌｏｏｋ.example',
  upperCase: 'OWNER@LOOK.EXAMPLE',
  ligature: 'owner@look.example',
  cyrillic: 'оwnеr@look.example',
  greek: 'οwner@look.example',
  zeroWidth: 'own\u200ber@look.example',
  joiner: 'own\u200der@look.example',
  softHyphen: 'own\u00ader@look.example',
  direction: '\u202eowner@look.example',
  variation: 'owner\ufe0f@look.example',
  wordJoiner: 'owner\u2060@look.example',
  byteOrder: '\ufeffowner@look.example',
  tag: 'owner\u{e0061}@look.example',
  nul: 'owner\u0000@look.example',
}

describe('a name to sign in with', () => {
  const invite = (email: string) => ask('POST', '/staff', { name: 'N', email, roles: ['store'], locale: 'en' })

  before(async () => {
    await makeSomebody(shops.merchant.runtime, shops.own.merchantId, { email: 'owner@look.example', roles: ['owner'] })
  })

  it('in full width or capitals is the same person, who cannot be made again', async () => {
    for (const email of [
      looksLike.fullWidth.normalize('NFKC'),
      looksLike.fullWidth,
      looksLike.upperCase,
      looksLike.ligature,
    ]) {
      const { status, body } = await invite(email)
      assert.deepEqual([status, body.code], [409, 'login_taken'], email)
    }
    const signIn = await openBrowser(shops.app).signIn({
      email: looksLike.fullWidth,
      password: 'correct horse battery staple 7',
    })
    assert.equal(signIn.status, 200)
  })

  it('with something that cannot be seen, or that turns the line, is refused', async () => {
    const { zeroWidth, joiner, softHyphen, direction, variation, wordJoiner, byteOrder, tag, nul } = looksLike
    for (const email of [zeroWidth, joiner, softHyphen, direction, variation, wordJoiner, byteOrder, tag, nul]) {
      const { status, body } = await invite(email)
      assert.deepEqual([status, body.field], [400, 'email'], JSON.stringify(email))
    }
  })

  it('in letters of another script is another person: it opens nothing of the first, and its mail goes to itself', async () => {
    const { rows: earlier } = await shops.merchant.owner.query<{ id: string }>('select id from access_links')
    for (const email of [looksLike.cyrillic, looksLike.greek]) {
      const { status, body } = await invite(email)
      assert.equal(status, 201, email)
      const reset = await openBrowser(shops.app).call('POST', '/password-resets', { merchant: 'test', login: email })
      assert.equal(reset.status, 202)
      await shops.app.beside.ended()
      const { rows } = await shops.merchant.owner.query(
        `select id from access_links where kind = 'password_reset' and id <> all($1)`,
        [earlier.map(({ id }) => id)],
      )
      assert.deepEqual(rows, [], `who is only invited has nothing to reset, and no one else is asked: ${body.id}`)
      const signIn = await openBrowser(shops.app).signIn({ email, password: 'correct horse battery staple 7' })
      assert.equal(signIn.status, 401)
    }
  })
})

const looks = [
  'look-A',
  'look-Ａ',
  'look-А',
  'look-Α',
  'look-A\u200b',
  'look\u2010A',
  'look-a',
  'look-A ',
  'look-Á',
  'look-A\u0301',
  '\u202elook-A',
]

describe('a code', () => {
  it('of a thing is each its own, and found by itself alone', async () => {
    for (const sku of looks) {
      const { status } = await ask('POST', '/products', { name: sku, variants: [{ sku }] })
      assert.ok(status === 201 || status === 400, JSON.stringify(sku))
      if (status === 400) continue
      const found = await ask('GET', `/variants/by-code?code=${encode(sku)}`)
      assert.equal((found.body as unknown as { sku: string }).sku, sku)
      assert.equal((await ask('POST', '/products', { name: sku, variants: [{ sku }] })).status, 409)
    }
  })

  it('of a place or a customer is each its own', async () => {
    const place = { name: 'P', kind: 'store', country: 'CN', province: '北京市', timeZone: 'Asia/Shanghai' }
    for (const code of looks) {
      const made = await ask('POST', '/locations', { ...place, code })
      assert.ok(made.status === 201 || made.status === 400, JSON.stringify(made.body))
      const customer = await ask('POST', '/customers', { code, contact: { name: 'C', country: 'CN' } })
      assert.equal(customer.status, 201, JSON.stringify(customer.body))
      const { items } = (await ask('GET', `/customers?code=${encode(code)}`)).body as unknown as {
        items: { id: string }[]
      }
      assert.deepEqual(
        items.map(({ id }) => id),
        [customer.body.id],
        JSON.stringify(code),
      )
    }
  })

  it('of a channel that only looks like one that is known takes no order', async () => {
    const order = (channel: string) => ({
      channel,
      shipTo: { name: 'R', country: 'CN' },
      lines: [{ sku: shops.own.known.sku?.[0], quantity: 1 }],
    })
    for (const channel of ['wеb', 'ｗｅｂ', 'web\u200b', 'WEB', 'web ', '\u202ebew']) {
      const { status } = await ask('POST', '/orders', order(channel))
      assert.ok(status === 422 || status === 400, JSON.stringify(channel))
    }
    assert.equal((await ask('POST', '/orders', order('web'))).status, 201)
  })

  it('of a role is of plain letters: none looks like another', async () => {
    for (const code of ['оwner', 'ｏｗｎｅｒ', 'owner\u200b', 'Owner', 'owner ', 'owner', 'manager']) {
      const { status } = await ask('POST', '/roles', { code, name: 'R', permissions: ['orders.read'] })
      assert.ok(status === 400 || status === 409 || status === 422, `${JSON.stringify(code)}: ${status}`)
    }
  })
})

describe('a number', () => {
  it('in other digits is no number', async () => {
    for (const limit of ['１０', '١٠', '𝟙𝟘', '10\u200b', '1\u0660', '⑩']) {
      assert.equal((await ask('GET', `/orders?limit=${encode(limit)}`)).status, 400, limit)
    }
  })
})
