import assert from 'node:assert/strict'
import { once } from 'node:events'
import { type AddressInfo, connect } from 'node:net'
import { after, before, describe, it } from 'node:test'
import { differences, openFingerprint } from './fingerprint.ts'
import { openTwoShops, type TwoShops } from './two-shops.ts'

type Problem = { status: number; code: string; field?: string; type: string }

let shops: TwoShops
let fingerprint: () => Promise<string>
/** What the tables hold, as long as nothing was accepted since. */
let held: string | undefined

before(async () => {
  shops = await openTwoShops()
  fingerprint = await openFingerprint(shops.merchant.owner)
})
after(() => shops.close())

/** Sends a body as it is; answers the problem. */
async function refused(url: string, payload: string | Buffer, headers: Record<string, string> = {}): Promise<Problem> {
  const before = held ?? (await fingerprint())
  const answer = await shops.app.fastify.inject({
    method: 'POST',
    url: `/api/v1${url}`,
    headers: { authorization: `Bearer ${shops.own.key}`, 'content-type': 'application/json', ...headers },
    payload,
  })
  assert.match(String(answer.headers['content-type']), /^application\/problem\+json/, answer.body)
  held = await fingerprint()
  assert.deepEqual(differences(before, held), [])
  assert.deepEqual(shops.faults, [])
  return answer.json()
}

function order(change: object = {}): Record<string, unknown> {
  const sku = shops.own.known.sku?.[0]
  const shipTo = { name: 'Receiver', country: 'CN' }
  return { channel: 'web', shipTo, lines: [{ sku, quantity: 1 }], ...change }
}

const placed = (change: object) => refused('/orders', JSON.stringify(order(change)))

describe('a body', () => {
  it('of 10 MB is refused before it is read, also where bulk is welcome', async () => {
    const large = JSON.stringify({ ...order(), note: 'x'.repeat(10 * 1024 * 1024) })
    for (const url of ['/orders', '/orders/batch', '/products/batch', '/stock/receipts', '/api-keys']) {
      const { status, code, field } = await refused(url, large)
      assert.deepEqual({ status, code, field }, { status: 413, code: 'body_too_large', field: 'body' }, url)
    }
  })

  it('that is no JSON is refused', async () => {
    const bodies = [
      ...[
        '',
        ' ',
        '{',
        '}',
        '[',
        '{"a"',
        '{"a":}',
        '{"a":1,}',
        '[1,]',
        "{'a':1}",
        '{a:1}',
        'undefined',
        'NaN',
        '-',
        '01',
        '1.',
        '.5',
      ],
      ...[
        '{"a":1}{',
        '{"a":1} x',
        '"\\x"',
        '"\\u12"',
        '"\n"',
        '"a',
        '\ufeff\ufeff{}',
        '/**/{}',
        '{"a":Infinity}',
        'tru',
        '[1 2]',
        '\u0000',
      ],
      ...[
        '{"__proto__":{"a":1}}',
        '{"constructor":{"prototype":{"a":1}}}',
        '{"lines":[{"__proto__":1}]}',
        '[',
        '['.repeat(100_000),
      ],
    ]
    for (const body of bodies) {
      const { status, field } = await refused('/orders', body)
      assert.deepEqual({ status, field }, { status: 400, field: 'body' }, body.slice(0, 50))
    }
  })

  it('that is not UTF-8 is refused, so that no text is kept that nobody gave', async () => {
    const [head = '', tail = ''] = JSON.stringify(order()).split('Receiver')
    for (const bytes of [
      [0xff, 0xfe],
      [0xc0, 0x80],
      [0xed, 0xa0, 0x80],
      [0xf8, 0x88, 0x80, 0x80, 0x80],
      [0xe4, 0xb8],
    ]) {
      const body = Buffer.concat([Buffer.from(`${head}x`), Buffer.from(bytes), Buffer.from(tail)])
      const { status, code, field } = await refused('/orders', body)
      assert.deepEqual({ status, code, field }, { status: 400, code: 'invalid_json', field: 'body' }, String(bytes))
    }
  })

  it('of another type is refused', async () => {
    const types = [
      'text/plain',
      'application/xml',
      'multipart/form-data; boundary=x',
      'application/x-www-form-urlencoded',
      'x',
      'text/json',
    ]
    for (const type of types) {
      const { status, code } = await refused('/orders', JSON.stringify(order()), { 'content-type': type })
      assert.deepEqual({ status, code }, { status: 415, code: 'media_type_not_supported' }, type)
    }
  })

  it('that is JSON and no object is refused', async () => {
    for (const body of ['null', 'true', '1', '"x"', '[]', '[{}]', '{}']) {
      assert.equal((await refused('/orders', body)).status, 400, body)
    }
  })

  it('that nests without end is refused in bounded time', async () => {
    const deep = `${'[{"a":'.repeat(80_000)}1${'}]'.repeat(80_000)}`
    for (const text of [deep, `{"lines":${deep}}`, `{"shipTo":{"name":${deep}}}`, '[{"a":'.repeat(80_000)]) {
      const { status, code, field } = await refused('/orders', text)
      assert.deepEqual({ status, code, field }, { status: 400, code: 'json_too_deep', field: 'body' })
    }
    const { code } = await refused('/orders/batch', `{"orders":[${deep}]}`)
    assert.equal(code, 'json_too_deep')
  })

  it('with a hundred thousand unknown fields is refused, and told of few', async () => {
    const fields = Object.fromEntries(Array.from({ length: 50_000 }, (_, n) => [`f${n}`, 1]))
    const { status, ...problem } = await refused('/orders', JSON.stringify({ ...order(), ...fields }))
    assert.equal(status, 400)
    assert.ok(JSON.stringify(problem).length < 10_000)
  })
})

describe('an order', () => {
  it('of no lines, of 1,001 and of 10,000 is refused by its lines', async () => {
    for (const count of [0, 1001, 10_000]) {
      const [line] = order().lines as object[]
      const { status, code, field } = await placed({ lines: Array.from({ length: count }, () => line) })
      assert.deepEqual(
        { status, code, field },
        { status: 400, code: 'invalid_input', field: 'lines' },
        `${count} lines`,
      )
    }
  })

  it('of quantities and amounts that are none is refused by them', async () => {
    const sku = shops.own.known.sku?.[0]
    for (const quantity of [0, -1, 0.5, 1.000001, 1e21, 2 ** 31, 1_000_001, '1', null, true, [1], {}]) {
      const { status, field } = await placed({ lines: [{ sku, quantity }] })
      assert.deepEqual({ status, field }, { status: 400, field: 'lines[0].quantity' }, JSON.stringify(quantity))
    }
    for (const unitPrice of ['-1', '1.23456', '1e3', '', ' 1', '１', '999999999999', 10, null]) {
      const { status, field } = await placed({ lines: [{ sku, quantity: 1, unitPrice }] })
      assert.deepEqual({ status, field }, { status: 400, field: 'lines[0].unitPrice' }, JSON.stringify(unitPrice))
    }
    for (const name of ['shipping', 'discount']) {
      for (const amount of [-1, 0.5, 1e21, 2 ** 53, '1', null]) {
        const { status, field } = await placed({ [name]: amount })
        assert.deepEqual({ status, field }, { status: 400, field: name }, `${name} ${amount}`)
      }
    }
  })

  it('of the dearest lines is refused as too large, not by a fault', async () => {
    const sku = shops.own.known.sku?.[3]
    const line = { sku, quantity: 1_000_000, unitPrice: '99999999999.9999' }
    for (const currency of ['CNY', 'JPY', 'KWD']) {
      for (const lines of [[line], Array.from({ length: 1000 }, () => line)]) {
        const { status, code } = await placed({ lines, currency })
        assert.ok(status === 422, `${currency}: ${code}`)
      }
    }
  })

  it('of days and moments that are none is refused by them', async () => {
    for (const requestedDeliveryOn of [
      '2026-02-30',
      '0000-01-01',
      '1999-12-31',
      '2026-1-1',
      '2026-01-01T00:00:00Z',
      'tomorrow',
      20260101,
    ]) {
      const { status, field } = await placed({ requestedDeliveryOn })
      assert.deepEqual({ status, field }, { status: 400, field: 'requestedDeliveryOn' }, String(requestedDeliveryOn))
    }
  })

  it('with NUL or half a character is refused by the field', async () => {
    for (const text of ['\u0000', 'a\u0000', '\ud800', 'a\udfff']) {
      for (const name of ['channel', 'externalId', 'note']) {
        assert.equal((await placed({ [name]: text })).field, name)
      }
      assert.equal((await placed({ shipTo: { name: text, country: 'CN' } })).field, 'shipTo.name')
      assert.equal((await placed({ lines: [{ sku: text, quantity: 1 }] })).field, 'lines[0].sku')
    }
  })

  it('that is bad among good ones fails alone', async () => {
    const rows = [order(), order({ lines: [] }), null, order({ channel: 'none' }), order({ note: '\u0000' }), order()]
    const answer = await shops.app.fastify.inject({
      method: 'POST',
      url: '/api/v1/orders/batch',
      headers: { authorization: `Bearer ${shops.own.key}` },
      payload: { orders: rows },
    })
    held = undefined
    const { results } = answer.json() as { results: { status: number; problem?: Problem }[] }
    assert.deepEqual(
      results.map(({ status, problem }) => [status, problem?.field]),
      [
        ...[
          [201, undefined],
          [400, 'lines'],
          [400, 'body'],
          [422, 'channel'],
          [400, 'note'],
        ],
        [201, undefined],
      ],
    )
  })
})

describe('a setting and a filter', () => {
  it('with NUL, half a character or a moment before there were ids are refused by the field', async () => {
    const headers = { authorization: `Bearer ${shops.own.key}` }
    for (const text of ['\u0000', '\ud800']) {
      const payload = { reviewRules: [{ code: 'large', channels: ['web', text] }] }
      const answer = await shops.app.fastify.inject({ method: 'PUT', url: '/api/v1/order-settings', headers, payload })
      const { status, field } = answer.json() as Problem
      assert.deepEqual({ status, field }, { status: 400, field: 'reviewRules[0].channels[1]' })
    }
    for (const name of ['placedFrom', 'placedBefore']) {
      for (const path of ['/orders', '/orders/counts']) {
        for (const moment of ['0000-01-01T00:00:00Z', '1969-12-31T23:59:59Z', '2026-02-30T00:00:00Z', '2026-01-01']) {
          const answer = await shops.app.fastify.inject({ url: `/api/v1${path}?${name}=${moment}`, headers })
          const { status, field } = answer.json() as Problem
          assert.deepEqual({ status, field }, { status: 400, field: name }, moment)
        }
        const { statusCode } = await shops.app.fastify.inject({
          url: `/api/v1${path}?${name}=9999-12-31T23:59:59Z`,
          headers,
        })
        assert.equal(statusCode, 200)
      }
    }
    assert.deepEqual(shops.faults, [])
  })
})

describe('a header', () => {
  const body = () => JSON.stringify(order())

  it('Idempotency-Key that is empty, too long or not of a character set is refused', async () => {
    for (const key of ['', 'x'.repeat(201), 'a\u0000b'.replace('\u0000', '\u0001').repeat(201)]) {
      const { status, code, field } = await refused('/orders', body(), { 'idempotency-key': key })
      const expected = { status: 400, code: 'idempotency_key_invalid', field: 'Idempotency-Key' }
      assert.deepEqual({ status, code, field }, expected, JSON.stringify(key))
    }
  })

  it('Idempotency-Key that came with another request is refused', async () => {
    const headers = {
      authorization: `Bearer ${shops.own.key}`,
      'idempotency-key': 'hostile-1',
      'content-type': 'application/json',
    }
    const first = await shops.app.fastify.inject({ method: 'POST', url: '/api/v1/orders', headers, payload: body() })
    assert.equal(first.statusCode, 201)
    const again = await shops.app.fastify.inject({ method: 'POST', url: '/api/v1/orders', headers, payload: body() })
    assert.equal(again.body, first.body)
    held = undefined
    const other = JSON.stringify(order({ note: 'another' }))
    const { status, code, field } = await refused('/orders', other, { 'idempotency-key': 'hostile-1' })
    assert.deepEqual({ status, code, field }, { status: 422, code: 'idempotency_key_reused', field: 'Idempotency-Key' })
  })

  it('If-Match that is no version is refused, and an older version too', async () => {
    const url = `/orders/${shops.own.known.orderId?.[5]}/holds`
    const hold = JSON.stringify({ reason: 'reason' })
    for (const version of ['1', '"x"', '"1', '"-1"', '"1.5"', '"99999999999"', '"1", "2"', '']) {
      const { status, code, field } = await refused(url, hold, { 'if-match': version })
      assert.deepEqual({ status, code, field }, { status: 400, code: 'if_match_invalid', field: 'If-Match' }, version)
    }
    assert.equal((await refused(url, hold, { 'if-match': '"999"' })).status, 412)
  })

  it('of a method or path that is not there is refused', async () => {
    for (const [method, url] of [
      ...[
        ['GET', '/api/v1/nothing'],
        ['POST', '/api/v1/orders/x/y/z'],
        ['PUT', '/api/v1/orders'],
        ['DELETE', '/api/v1/customers'],
      ],
      ...[
        ['GET', '/api/v1/%'],
        ['GET', '/api/v1/orders/%C0%AF'],
        ['GET', '/api/v1/../../etc/passwd'],
        ['GET', `/api/v1/orders/${'x'.repeat(5000)}`],
      ],
    ] as ['GET', string][]) {
      const answer = await shops.app.fastify.inject({
        method,
        url,
        headers: { authorization: `Bearer ${shops.own.key}` },
      })
      assert.ok(answer.statusCode >= 400 && answer.statusCode < 500, url)
      assert.match(String(answer.headers['content-type']), /problem\+json/, `${url} ${answer.body}`)
    }
  })
})

describe('a connection', () => {
  before(() => shops.app.fastify.listen({ port: 0, host: '127.0.0.1' }))
  after(() => shops.app.fastify.close())

  const requests: Record<string, [text: string, status: number]> = {
    'that speaks no HTTP': ['hello\r\n\r\n', 400],
    'with a header that has no name': ['GET / HTTP/1.1\r\nHost: x\r\n: x\r\n\r\n', 400],
    'with a NUL in its address': ['GET /api/v1/orders?text=\u0000 HTTP/1.1\r\nHost: x\r\n\r\n', 400],
    'with two lengths': [
      'POST /api/v1/orders HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab',
      400,
    ],
    'with a length and chunks': [
      'POST /api/v1/orders HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      400,
    ],
    'with a length that is none': ['POST /api/v1/orders HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n', 400],
    'with headers without end': [`GET / HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(100_000)}\r\n\r\n`, 431],
    'with an address without end': [`GET /api/v1/orders?text=${'x'.repeat(100_000)} HTTP/1.1\r\nHost: x\r\n\r\n`, 431],
  }
  for (const [name, [text, status]] of Object.entries(requests)) {
    it(`${name} is answered with a problem and closed`, async () => {
      const answer = await answerTo(text)
      assert.match(answer, new RegExp(`^HTTP/1.1 ${status} `))
      assert.match(answer, /content-type: application\/problem\+json/i)
      const problem = JSON.parse(answer.slice(answer.indexOf('{'))) as Problem
      assert.equal(problem.status, status)
    })
  }

  async function answerTo(text: string): Promise<string> {
    const { port } = shops.app.fastify.server.address() as AddressInfo
    const socket = connect(port, '127.0.0.1')
    socket.on('error', () => {})
    await once(socket, 'connect')
    socket.write(text)
    let answer = ''
    for await (const part of socket) answer += String(part)
    return answer
  }
})
