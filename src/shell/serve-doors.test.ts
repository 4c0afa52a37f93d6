import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createTestMerchant, type TestMerchant } from '../../test/support/merchant.ts'
import { makeSomebody, openBrowser } from '../../test/support/people.ts'
import type { App } from '../platform/http/app.ts'
import { buildApp } from './build-app.ts'

let merchant: TestMerchant
let app: App
before(async () => {
  merchant = await createTestMerchant()
  app = buildApp(merchant.runtime)
})
after(() => merchant.close())

const get = (url: string, headers: Record<string, string> = {}) => app.fastify.inject({ method: 'GET', url, headers })

test('the pages let nothing of others in, are kept by nobody, and begin in the language that is asked for', async () => {
  for (const path of ['/sign-in', '/invitation', '/password-reset', '/account']) {
    const { statusCode, headers, body } = await get(path, { 'accept-language': 'fr, en-GB;q=0.8, zh;q=0.5' })
    assert.equal(statusCode, 200)
    const policy = String(headers['content-security-policy'])
    assert.match(policy, /^default-src 'none'; object-src 'none'; script-src 'self'; style-src 'self';/)
    assert.doesNotMatch(policy, /unsafe|\*|https?:/)
    assert.equal(headers['cache-control'], 'no-store')
    assert.match(body, /<html lang="en">/)
    assert.doesNotMatch(body, /\{\{|<script>|<style| style=/)
  }
  assert.match((await get('/sign-in')).body, /<html lang="zh-CN">/)
})

test('every file that a page names is there, for ever at its address; its modules are JavaScript', async () => {
  const { body } = await get('/account')
  const addresses = [...body.matchAll(/(?:href|src)="(\/doors\/[^"]+)"/g)].map(([, address = '']) => address)
  assert.ok(addresses.length > 10)
  assert.ok(addresses.some((address) => address.endsWith('/page/call.ts')))
  for (const address of addresses) {
    const { statusCode, headers, body: content } = await get(address)
    assert.equal(statusCode, 200, address)
    assert.match(String(headers['cache-control']), /immutable/)
    assert.match(String(headers['content-type']), /; charset=utf-8$/, address)
    if (address.endsWith('.ts')) assert.match(String(headers['content-type']), /^text\/javascript/)
    if (address.endsWith('.ts')) assert.doesNotMatch(content, /\b(?:import|export) type\b|from '\w/)
  }
  const [some = ''] = addresses
  assert.equal((await get(some.replace(/doors\/[^/]+/, 'doors/older'))).headers['cache-control'], 'no-store')
  for (const none of [
    '/doors/x/page.html',
    '/doors/x/tsconfig.json',
    '/doors/x/../../package.json',
    '/doors/x/%2e%2e/x',
  ]) {
    assert.equal((await get(none)).statusCode, 404, none)
  }
})

test('/ leads to the door, which tells who is signed in', async () => {
  assert.equal((await get('/')).headers.location, '/sign-in')
  const browser = openBrowser(app)
  await browser.signIn(
    await makeSomebody(merchant.runtime, merchant.merchantId, { email: 'li@example.cn', roles: ['store'] }),
  )
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  assert.equal((await get('/', { cookie })).statusCode, 200)
  assert.deepEqual((await browser.call('GET', '/sign-in-form')).body, { needsMerchant: false, isSignedIn: true })
})

test('the door says whether a merchant has to be named, and names none', async () => {
  assert.deepEqual((await get('/api/v1/sign-in-form')).json(), { needsMerchant: false, isSignedIn: false })
  await merchant.addMerchant('second')
  assert.deepEqual((await get('/api/v1/sign-in-form')).json(), { needsMerchant: true, isSignedIn: false })
})
