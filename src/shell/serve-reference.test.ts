import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createTestMerchant, type TestApi, type TestMerchant } from '../../test/support/merchant.ts'
import { serveReference } from './serve-reference.ts'

let merchant: TestMerchant
let api: TestApi
before(async () => {
  merchant = await createTestMerchant()
  api = await merchant.open(serveReference)
})
after(() => merchant.close())

test('who opens /docs comes to the reference', async () => {
  let answer = await api.app.fastify.inject({ method: 'GET', url: '/docs' })
  for (let hops = 0; answer.headers.location !== undefined && hops < 3; hops++) {
    answer = await api.app.fastify.inject({ method: 'GET', url: answer.headers.location })
  }
  assert.equal(answer.statusCode, 200)
  assert.match(String(answer.headers['content-type']), /^text\/html/)
  assert.match(answer.body, /Yidan 一单 API/)
})
