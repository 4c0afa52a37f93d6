import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openDoors } from '../../test/support/doors.ts'
import { serveReference } from './serve-reference.ts'

const app = openDoors()
serveReference(app)

test('who opens /docs comes to the reference', async () => {
  let answer = await app.fastify.inject({ method: 'GET', url: '/docs' })
  for (let hops = 0; answer.headers.location !== undefined && hops < 3; hops++) {
    answer = await app.fastify.inject({ method: 'GET', url: answer.headers.location })
  }
  assert.equal(answer.statusCode, 200)
  assert.match(String(answer.headers['content-type']), /^text\/html/)
  assert.match(answer.body, /Yidan 一单 API/)
})

test('the page names its scripts as files, and has none in it', async () => {
  const { body, headers } = await app.fastify.inject({ url: '/docs' })
  const scripts = [...body.matchAll(/<script([^>]*)>([^<]*)<\/script>/g)]
  assert.equal(scripts.length, 2)
  for (const [, attributes, text] of scripts)
    assert.deepEqual([/src="\/docs\//.test(attributes ?? ''), text], [true, ''])
  assert.match(String(headers['content-security-policy']), /script-src 'self';/)
  const start = await app.fastify.inject({ url: '/docs/start.js' })
  assert.match(start.body, /^Scalar\.createApiReference\('#app', \{.*\}\)\n$/)
})

test('the large script is sent once, and then only asked after', async () => {
  const first = await app.fastify.inject({ url: '/docs/reference.js' })
  assert.deepEqual([first.statusCode, first.headers['cache-control']], [200, 'no-cache'])
  assert.match(String(first.headers['content-type']), /^text\/javascript/)
  assert.ok(first.body.length > 1_000_000)
  const again = await app.fastify.inject({
    url: '/docs/reference.js',
    headers: { 'if-none-match': String(first.headers.etag) },
  })
  assert.deepEqual([again.statusCode, again.body], [304, ''])
})
