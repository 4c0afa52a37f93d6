// SQL injection: payloads in every text that a request has. With sqlmap against a real server: `npm run attack:sqlmap`.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { openDatabase } from '../../src/platform/db/database.ts'
import { subscriptionsOf } from '../../src/platform/drain.ts'
import type { App } from '../../src/platform/http/app.ts'
import { buildApp } from '../../src/shell/build-app.ts'
import { subscribers } from '../../src/shell/subscribers.ts'
import { differences, openFingerprint } from '../bad-input/fingerprint.ts'
import type { Operation } from '../bad-input/operations.ts'
import { encode, send } from '../bad-input/send.ts'
import { textFieldsOf, withValue } from '../bad-input/text-fields.ts'
import { openTwoShops, type TwoShops } from '../bad-input/two-shops.ts'
import type { Request } from '../bad-input/valid-requests.ts'
import { patientDoors } from '../support/doors.ts'
import { sampleRequest } from './sample-request.ts'
import { logStatements } from './statement-log.ts'

/** By these a payload is known again in the text of a statement. */
const mark = 'zqj7'

/** Each breaks out of another kind of place. */
const payloads = [
  `'${mark}`,
  `"${mark}`,
  `\\'${mark}`,
  `${mark}' or '1'='1`,
  `${mark}' -- `,
  `${mark}'/*`,
  `*/${mark}`,
  `${mark}'; drop table orders; --`,
  `${mark}'; select pg_sleep(30); --`,
  `${mark}' || (select pg_sleep(30)) || '`,
  `${mark}' union select null, version() -- `,
  `${mark}') or (1=1`,
  `${mark}')); delete from orders; --`,
  `${mark}'::int`,
  `${mark}' and 1=cast((select current_user) as int) -- `,
  `$1${mark}`,
  `$$${mark}$$`,
  `E'${mark}\\x27`,
  `{${mark}}`,
  `{"${mark}": "'"}`,
  `%' or ${mark} like '%`,
  `${mark}%`,
  `${mark}_`,
  `U&"${mark}"`,
  `${mark}\u02bc or 1=1`,
  `${mark}\uff07 or 1=1`,
  `;${mark}`,
  `:${mark}`,
  `@${mark}`,
  `(select '${mark}')`,
  `1; copy (select 1) to program '${mark}'`,
]

/** Given nowhere else, so that nothing is found by it. */
const other = 'zqk9'

/** Two that a statement which took them in would tell apart. */
const pairs = [
  [`${other}' or '1'='1`, `${other}' or '1'='2`],
  [`${other}') or ('1'='1`, `${other}') or ('1'='2`],
  [`${other} or 1=1`, `${other} or 1=2`],
] as const

let shops: TwoShops
let app: App
let log: ReturnType<typeof logStatements>
let close: () => Promise<void>
let count = 0
let turn = 0
let foreignOrders = 0

before(async () => {
  shops = await openTwoShops()
  const { runtime, appUrl, owner } = shops.merchant
  const counted = await owner.query('select count(*)::int as count from orders where merchant_id = $1', [
    shops.foreign.merchantId,
  ])
  foreignOrders = counted.rows[0].count
  const database = openDatabase({ url: appUrl, connections: 3, subscribersOf: subscriptionsOf(subscribers) })
  log = logStatements(database)
  close = database.close
  const logger = { ...runtime.logger, error: (facts: object) => shops.faults.push(JSON.stringify(facts)) }
  app = buildApp({ ...runtime, database, logger }, patientDoors)
})
after(async () => {
  await close()
  await shops.close()
})

const key = () => shops.own.key
/** A third of them for each place, each time others. */
const some = () => {
  turn += 1
  return payloads.filter((_, index) => index % 3 === turn % 3)
}

async function tried(operation: Operation, request: Request, headers: Record<string, string> = {}) {
  count += 1
  const answer = await send({ app, key: key() }, operation, request, headers)
  assert.ok(
    answer.status < 500,
    `${operation.name} ${JSON.stringify(request).slice(0, 300)}: ${answer.text.slice(0, 300)}`,
  )
  assert.deepEqual(shops.faults, [])
  return answer
}

/** No statement's text has what a request gave: that travels beside it, as a value. */
function assertApart(): void {
  const statements = log.take()
  const within = statements.filter(({ text }) => text.includes(mark)).map(({ text }) => text.slice(0, 300))
  assert.deepEqual(within, [])
  sent += statements.filter(({ values }) => values.some((value) => String(value).includes(mark))).length
}
let sent = 0

describe('a payload of SQL', () => {
  it('in each field of each body is a text like others', async () => {
    for (const operation of shops.operations.filter(({ body }) => body !== undefined)) {
      const { body } = sampleRequest(operation, shops.own.known)
      for (const field of textFieldsOf(operation.body ?? {}, body)) {
        for (const payload of some()) {
          const request = sampleRequest(operation, shops.own.known, 700 + count)
          await tried(operation, { ...request, body: withValue(request.body, field, payload) })
        }
      }
      assertApart()
    }
  })

  it('in each parameter of a path finds nothing and changes nothing', async () => {
    const fingerprint = await openFingerprint(shops.merchant.owner)
    const before = await fingerprint()
    for (const operation of shops.operations) {
      for (const name of Object.keys(operation.pathParameters)) {
        if (operation.name === 'setTaxRate' || operation.name === 'setChannel') continue // These make what the path names.
        for (const payload of some()) {
          const request = sampleRequest(operation, shops.own.known)
          const { status } = await tried(operation, { ...request, path: { ...request.path, [name]: payload } })
          assert.ok(status >= 400, `${operation.name} ${name}=${payload}`)
        }
      }
      assertApart()
    }
    assert.deepEqual(differences(before, await fingerprint()), [])
  })

  it('in each parameter of a query, true or false, is answered alike', async () => {
    for (const operation of shops.operations.filter(({ method }) => method === 'GET')) {
      const request = sampleRequest(operation, shops.own.known)
      for (const name of Object.keys(operation.queryParameters)) {
        const asked = async (value: string) =>
          tried(operation, { ...request, query: { ...request.query, [name]: value } })
        for (const payload of some()) await asked(payload)
        for (const [isTrue, isFalse] of pairs) {
          const [a, b] = [await asked(isTrue), await asked(isFalse)]
          assert.deepEqual([a.status, a.text], [b.status, b.text], `${operation.name} ${name}`)
        }
      }
      assertApart()
    }
  })

  it('in a cursor that looks like one of ours is refused', async () => {
    for (const operation of shops.operations.filter(({ queryParameters }) => 'after' in queryParameters)) {
      const { path } = sampleRequest(operation, shops.own.known)
      for (const payload of payloads) {
        for (const place of [[payload], [payload, payload], ['00000000-0000-0000-0000-000000000000', payload]]) {
          const after = Buffer.from(JSON.stringify(place)).toString('base64url').slice(0, 500)
          const { status } = await tried(operation, { path, query: { after }, body: undefined })
          // Sessions are of people, and of nobody where the key has none.
          assert.ok(status >= 400, `${operation.name} ${JSON.stringify(place)}`)
        }
      }
    }
    assertApart()
  })

  it('in each header that is read is a value, or refused', async () => {
    const operation = shops.operations.find(({ name }) => name === 'writeOrderNote') as Operation
    for (const payload of payloads.filter((each) => /^[\x20-\x7e]*$/.test(each))) {
      for (const name of [
        'idempotency-key',
        'if-match',
        'user-agent',
        'cookie',
        'x-forwarded-for',
        'origin',
        'referer',
        'accept-language',
      ]) {
        await tried(operation, sampleRequest(operation, shops.own.known), { [name]: payload })
      }
      for (const headers of [
        { authorization: `Bearer ${payload}` },
        { authorization: '', cookie: `__Host-yidan=${payload}` },
      ]) {
        const { status } = await tried(operation, sampleRequest(operation, shops.own.known), headers)
        assert.equal(status, 401)
      }
      const signIn = { merchant: payload, login: payload, password: payload }
      const answer = await app.fastify.inject({
        ...{
          method: 'POST',
          url: '/api/v1/sessions',
          payload: { ...signIn, merchant: 'test' },
          remoteAddress: '198.51.100.7',
        },
        headers: { 'user-agent': payload, cookie: `__Host-yidan-device=${encode(payload)}` },
      })
      assert.ok(answer.statusCode < 500, answer.body)
    }
    assertApart()
  })

  it('was tried often enough, and came to the database as a value', () => {
    assert.ok(count > 3000, `only ${count} requests`)
    assert.ok(sent > 500, `only ${sent} statements had a payload as a value`)
  })

  it('stands in the text of no statement of the server’s view, and has left every table where it was', async () => {
    const { rows } = await shops.merchant.owner.query(
      `select query from pg_stat_activity where query like '%' || $1 || '%' and pid <> pg_backend_pid()`,
      [mark],
    )
    assert.deepEqual(rows, [])
    const { rows: orders } = await shops.merchant.owner.query(
      'select count(*)::int as count from orders where merchant_id = $1',
      [shops.foreign.merchantId],
    )
    assert.equal(orders[0].count, foreignOrders)
  })
})

describe('a search', () => {
  it('takes the wildcards of LIKE as the characters they are', async () => {
    const find = async (query: string) => {
      const answer = await app.fastify.inject({ url: `/api/v1${query}`, headers: { authorization: `Bearer ${key()}` } })
      return (answer.json() as { items: unknown[] }).items.length
    }
    for (const text of ['%', '_', '%%', '____', '\\%']) {
      assert.equal(await find(`/customers?code=${encode(text)}`), 0, text)
      assert.equal(await find(`/products?sku=${encode(text)}`), 0, text)
      assert.equal(await find(`/orders?text=${encode(text)}`), 0, text)
    }
    assert.ok((await find('/customers?code=OWN-customer-1')) === 1)
  })
})
