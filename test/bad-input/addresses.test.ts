import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, describe, it } from 'node:test'
import { differences, openFingerprint } from './fingerprint.ts'
import type { JsonSchema } from './json-schema.ts'
import { faultsOfAnswer, fieldFaults } from './judge.ts'
import { hostileValues } from './mutations.ts'
import type { Operation } from './operations.ts'
import { type Answer, encode, send } from './send.ts'
import { openTwoShops, type TwoShops } from './two-shops.ts'
import type { Request } from './valid-requests.ts'

const naughty = JSON.parse(readFileSync(new URL('blns.json', import.meta.url), 'utf8')) as string[]

/** What Unicode makes difficult: direction, joining, composed and not, folding that changes lengths, not a character, beyond 16 bits. */
const unicode = [
  ...['ﬁ', 'ß', 'İ', 'ı', 'ΐ', 'Å', 'A\u030a', 'é', 'e\u0301', '가', '각', '👨‍👩‍👧‍👦', '🏳️‍🌈', '🇨🇳', '\u{10ffff}'],
  ...[
    '\u{fffe}',
    '\u{feff}a',
    'a\u200bb',
    '\u200f\u202eabc',
    '\u2066a\u2069',
    'ﷺ',
    '０１２３',
    '١٢٣',
    '𝟘𝟙',
    '一单',
    '㍿',
    '½',
  ],
  ...[
    '\u0000',
    '\u001b[31m',
    '\u007f',
    '\u0085',
    '\u2028',
    '\ud83d',
    '\ude00\ud83d',
    ' ',
    '\u3000',
    '\t\n',
    '%',
    '%25',
    '%00',
    '+',
    '&',
    '=',
    '#',
    '?',
  ],
]

const texts = [...new Set([...hostileValues.filter((value) => typeof value === 'string'), ...unicode])]
  // A server has a limit for its request line; here it is not asked.
  .filter((text) => text.length < 3000)

/** Every second where words are wanted, each time others; elsewhere, where they are refused for their form, one in six. */
function textsFor(schema: JsonSchema = { format: 'none' }): readonly string[] {
  const isWords = schema.format === undefined && schema.enum === undefined && schema.type === 'string'
  const every = isWords ? 2 : 6
  turn += 1
  return texts.filter((_, index) => index % every === turn % every)
}
let turn = 0

let shops: TwoShops
before(async () => {
  shops = await openTwoShops()
})
after(() => shops.close())

async function faultsOf(operation: Operation, request: Request): Promise<{ answer: Answer; faults: string[] }> {
  const answer = await send({ app: shops.app, ...shops.own }, operation, request)
  const faults = [...faultsOfAnswer(operation, shops.problem, answer), ...fieldFaults(operation, request, answer)]
  return { answer, faults: [...faults, ...shops.faults.splice(0)] }
}

const firstOf = (name: string) => shops.own.known[name]?.[0] ?? 'x'

function parametersOf(operation: Operation): Pick<Request, 'path' | 'query'> {
  const path = Object.fromEntries(Object.keys(operation.pathParameters).map((name) => [name, firstOf(name)]))
  return { path, query: Object.fromEntries(operation.requiredQuery.map((name) => [name, firstOf(name)])) }
}

describe('texts of any kind', () => {
  it('in each query parameter find something, nothing, or are refused by its name', async () => {
    for (const operation of shops.operations) {
      for (const name of [
        ...Object.keys(operation.queryParameters),
        ...(operation.method === 'GET' ? ['unknown'] : []),
      ]) {
        for (const text of textsFor(operation.queryParameters[name])) {
          const { path, query } = parametersOf(operation)
          const { faults } = await faultsOf(operation, { path, query: { ...query, [name]: text }, body: undefined })
          assert.deepEqual(faults, [], `${operation.name} ${name}=${JSON.stringify(text)}`)
        }
      }
    }
  })

  it('in each path parameter are refused and change nothing', async () => {
    const fingerprint = await openFingerprint(shops.merchant.owner)
    const before = await fingerprint()
    for (const operation of shops.operations) {
      for (const name of Object.keys(operation.pathParameters)) {
        for (const text of textsFor(operation.pathParameters[name])) {
          if (operation.name === 'setTaxRate' || operation.name === 'setChannel') continue // These make what the path names.
          const { path, query } = parametersOf(operation)
          const { answer, faults } = await faultsOf(operation, { path: { ...path, [name]: text }, query, body: {} })
          assert.deepEqual(faults, [], `${operation.name} ${name}=${JSON.stringify(text)}`)
          assert.ok(
            answer.status >= 400 || operation.method === 'GET',
            `${operation.name} ${name}=${JSON.stringify(text)}`,
          )
        }
      }
    }
    assert.deepEqual(differences(before, await fingerprint()), [])
  })

  it('are the name of a tax class where they may be, and come back unharmed', async () => {
    const operation = shops.operations.find(({ name }) => name === 'setTaxRate') as Operation
    for (const taxClass of [...texts, ...naughty.filter((_, index) => index % 4 === 0)]) {
      const request = { path: { taxClass }, query: {}, body: { rateBasisPoints: 600, included: true } }
      const { answer, faults } = await faultsOf(operation, request)
      assert.deepEqual(faults, [], JSON.stringify(taxClass))
      if (answer.status === 200) assert.equal((answer.body as { taxClass: string }).taxClass, taxClass)
    }
  })

  it('are searched for in every list at once', async () => {
    const lists = [
      ['/orders', 'text', 'channel', 'sku'],
      ['/orders/counts', 'text', 'channel', 'sku'],
      ['/customers', 'text', 'code'],
      ['/products', 'sku', 'barcode'],
      ['/stock/levels', 'sku'],
    ] as const
    for (const [index, text] of naughty.filter((_, n) => n % 2 === 0).entries()) {
      const [path, ...names] = lists[index % lists.length] ?? lists[0]
      const query = names.map((name) => `${name}=${encode(text)}`).join('&')
      const headers = { authorization: `Bearer ${shops.own.key}` }
      const { statusCode, body } = await shops.app.fastify.inject({ url: `/api/v1${path}?${query}`, headers })
      assert.ok(statusCode === 200 || statusCode === 400, `${path}?${query}: ${body}`)
    }
    assert.deepEqual(shops.faults, [])
  })
})

describe('cursors', () => {
  const cursors = [
    ...[
      '',
      'x',
      '%%%',
      '=',
      'e30',
      'W10',
      'bnVsbA',
      'WyIiXQ',
      'A'.repeat(500),
      'A'.repeat(501),
      '\u0000',
      '\ud800',
      '一单',
    ],
    ...[
      ['x'],
      [1],
      [null],
      [[]],
      [{}],
      [],
      ['00000000-0000-0000-0000-000000000000', 'x'],
      ['\u0000'],
      [true, false],
      {},
    ].map(cursorOf),
    ...[['00000000-0000-0000-0000-00000000000g'], ['00000000-0000-0000-0000-000000000000\n'], ['x'.repeat(200)]].map(
      cursorOf,
    ),
    ...[['00000000-0000-0000-0000-000000000000', '999999999999999999'], ["'; drop table orders; --"]].map(cursorOf),
  ]

  function cursorOf(place: unknown): string {
    return Buffer.from(JSON.stringify(place)).toString('base64url')
  }

  it('that were not given out are refused, by every list', async () => {
    for (const operation of shops.operations.filter(({ queryParameters }) => 'after' in queryParameters)) {
      for (const after of cursors) {
        const { path } = parametersOf(operation)
        const { answer, faults } = await faultsOf(operation, { path, query: { after }, body: undefined })
        assert.deepEqual(faults, [], `${operation.name} ${after}`)
        assert.equal(answer.status, 400, `${operation.name} ${JSON.stringify(after)}: ${answer.text}`)
        assert.equal((answer.body as { field: string }).field, 'after')
      }
    }
  })

  it('of one list in another, and of another merchant, show nothing of it', async () => {
    const page = async (path: string, key: string, after = '') => {
      const headers = { authorization: `Bearer ${key}` }
      const { body } = await shops.app.fastify.inject({
        url: `/api/v1${path}?limit=1&after=${after}`.replace(/&after=$/, ''),
        headers,
      })
      return { text: body, ...(JSON.parse(body) as { next?: string | null }) }
    }
    for (const path of ['/orders', '/customers', '/products', '/locations', '/fulfillment-orders', '/stock/levels']) {
      const { next } = await page(path, shops.foreign.key)
      assert.ok(next)
      for (const other of ['/orders', '/customers', '/products', '/stock/levels']) {
        const { text } = await page(other, shops.own.key, next)
        assert.ok(!text.includes('FOREIGN'), `${other} after ${path}`)
      }
    }
    assert.deepEqual(shops.faults, [])
  })
})
