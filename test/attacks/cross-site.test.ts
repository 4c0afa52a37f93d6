// Requests that another site makes a browser send with our cookie (CSRF), for every operation that writes.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { differences, openFingerprint } from '../bad-input/fingerprint.ts'
import type { Operation } from '../bad-input/operations.ts'
import { openTwoShops, type TwoShops } from '../bad-input/two-shops.ts'
import { type Browser, makeSomebody, openBrowser } from '../support/people.ts'
import { sampleRequest } from './sample-request.ts'

let shops: TwoShops
let owner: Browser
let cookie: string
let fingerprint: () => Promise<string>
let atFirst: string
/** What writes and asks who it is. The ways in ask nobody: what they take is a secret that the other site does not have. */
let writing: Operation[]
let waysIn: Operation[]

before(async () => {
  shops = await openTwoShops()
  const somebody = await makeSomebody(shops.merchant.runtime, shops.own.merchantId, {
    email: 'owner@example.cn',
    roles: ['owner'],
  })
  owner = openBrowser(shops.app)
  await owner.signIn(somebody)
  cookie = [...owner.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  fingerprint = await openFingerprint(shops.merchant.owner)
  atFirst = await fingerprint()
  const isPublic = new Set(
    shops.app.contracts.flatMap(({ permission, operation }) => (permission === 'public' ? operation : [])),
  )
  writing = shops.operations.filter(({ method, name }) => method !== 'GET' && !isPublic.has(name))
  waysIn = shops.operations.filter(({ name }) => isPublic.has(name))
})
after(() => shops.close())

async function ask(operation: Operation, headers: Record<string, string>, payload?: string) {
  const { path, body } = sampleRequest(operation, shops.own.known)
  const url = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(path[name] ?? 'x'))
  const text = payload ?? (body === undefined ? undefined : JSON.stringify(body))
  const answer = await shops.app.fastify.inject({
    ...{ method: operation.method, url, remoteAddress: '203.0.113.7' },
    headers: { ...(text !== undefined && { 'content-type': 'application/json' }), cookie, ...headers },
    ...(text !== undefined && { payload: text }),
  })
  return { status: answer.statusCode, text: answer.body, headers: answer.headers }
}

const fromElsewhere: Record<string, Record<string, string>> = {
  'another site': { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' },
  'a neighbour of ours': { 'sec-fetch-site': 'same-site', origin: 'http://other.localhost:80' },
  'nowhere, as a link typed in': { 'sec-fetch-site': 'none' },
  'a sandboxed frame': { origin: 'null' },
  'an old browser, of another site': { origin: 'https://evil.example', referer: 'https://evil.example/' },
  'one that tells nothing': {},
  'one that tells a referer of ours only': { referer: 'http://localhost:80/' },
  'a site whose name begins like ours': { origin: 'http://localhost:80.evil.example' },
  'a site of ours with another scheme': { origin: 'https://localhost:80' },
  'a site of ours at another port': { origin: 'http://localhost:8080' },
  'a site that says it twice': { 'sec-fetch-site': 'same-origin, cross-site' },
  'another site that copies our origin': { 'sec-fetch-site': 'cross-site', origin: 'http://localhost:80' },
}

describe('with our cookie', () => {
  for (const [name, headers] of Object.entries(fromElsewhere)) {
    it(`a request of ${name} writes nothing`, async () => {
      assert.ok(writing.length > 50)
      for (const operation of writing) {
        const { status, text } = await ask(operation, headers)
        assert.equal(status, 401, `${operation.name}: ${text}`)
        assert.match(text, /"cross_site_request"/, operation.name)
      }
      assert.deepEqual(differences(atFirst, await fingerprint()), [])
    })
  }

  it('a form, which needs no leave to be sent anywhere, is not read at all', async () => {
    const types = [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'text/plain; application/json',
    ]
    for (const operation of [...writing, ...waysIn].filter(({ body }) => body !== undefined)) {
      for (const type of types) {
        const { status, text } = await ask(operation, { 'content-type': type, 'sec-fetch-site': 'same-origin' })
        assert.equal(status, 415, `${operation.name} as ${type}: ${text}`)
      }
    }
    assert.deepEqual(differences(atFirst, await fingerprint()), [])
  })

  it('a page of ours writes, so that the refusals above are of where it came from', async () => {
    const note = writing.find(({ name }) => name === 'createCustomer') as Operation
    assert.equal((await ask(note, { 'sec-fetch-site': 'same-origin' })).status, 201)
    const hold = writing.find(({ name }) => name === 'writeOrderNote') as Operation
    assert.equal((await ask(hold, { origin: 'http://localhost:80' })).status, 201)
  })

  it('no other site is given leave to read or to ask with it (CORS), and no page of ours is framed by its cookie', async () => {
    for (const operation of shops.operations) {
      const { headers } = await ask(operation, { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' })
      assert.deepEqual(
        Object.keys(headers).filter((name) => name.startsWith('access-control-')),
        [],
        operation.name,
      )
    }
    const answer = await shops.app.fastify.inject({
      ...{ method: 'OPTIONS', url: '/api/v1/orders' },
      headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST', cookie },
    })
    assert.ok(answer.statusCode >= 400)
    assert.deepEqual(
      Object.keys(answer.headers).filter((name) => name.startsWith('access-control-')),
      [],
    )
  })
})
