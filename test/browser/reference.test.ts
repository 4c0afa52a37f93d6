import assert from 'node:assert/strict'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import { type Browser, chromium } from 'playwright-core'
import { buildApp } from '../../src/shell/build-app.ts'
import { createTestMerchant, type TestMerchant } from '../support/merchant.ts'

let merchant: TestMerchant
let browser: Browser
let address: string
let closeApp: () => Promise<void>

before(async () => {
  merchant = await createTestMerchant()
  const { fastify } = buildApp(merchant.runtime)
  await fastify.listen({ host: '127.0.0.1', port: 0 })
  address = `http://127.0.0.1:${(fastify.server.address() as AddressInfo).port}`
  closeApp = () => fastify.close()
  browser = await chromium.launch({
    executablePath: process.env.YIDAN_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
  })
})
after(async () => {
  await browser?.close()
  await closeApp?.()
  await merchant?.close()
})

for (const [name, width, colorScheme] of [
  ['wide and light', 1280, 'light'],
  ['wide and dark', 1280, 'dark'],
  ['on a phone', 390, 'light'],
] as const) {
  test(`the API reference shows every area, ${name}, and asks nobody else for anything`, async () => {
    const context = await browser.newContext({ viewport: { width, height: 844 }, colorScheme })
    const page = await context.newPage()
    const strangers: string[] = []
    page.on('request', (request) => {
      const isOurs = request.url().startsWith(address) || /^(data|blob):/.test(request.url())
      if (!isOurs) strangers.push(request.url())
    })
    const faults: string[] = []
    page.on('pageerror', (error) => faults.push(String(error)))
    page.on('console', (message) => {
      if (/policy|refused to|violates/i.test(message.text())) faults.push(message.text())
    })
    await page.goto(`${address}/docs#tag/orders`)
    await page.getByText('Yidan 一单', { exact: false }).first().waitFor()
    await page.getByRole('heading', { name: 'Orders 订单' }).first().waitFor()
    await page.getByText('Place an order').first().waitFor({ state: 'attached' })
    const [content, window] = (await page.evaluate('[document.documentElement.scrollWidth, innerWidth]')) as [
      number,
      number,
    ]
    assert.ok(content <= window, `${content} px in a window of ${window}`)
    assert.deepEqual([strangers, faults], [[], []])
    const shots = process.env.YIDAN_SCREENSHOTS
    if (shots !== undefined) await page.screenshot({ path: `${shots}/reference-${name.replaceAll(' ', '-')}.png` })
    await context.close()
  })
}

test('the page lets no script run that is no file of ours', async () => {
  const page = await browser.newPage()
  const answer = await page.goto(`${address}/docs`)
  const policy = answer?.headers()['content-security-policy'] ?? ''
  assert.match(policy, /script-src 'self';/)
  const ran = await page.evaluate(`
    new Promise((resolve) => {
      const script = document.createElement('script')
      script.textContent = 'globalThis.injected = true'
      document.addEventListener('securitypolicyviolation', ({ violatedDirective }) => resolve([violatedDirective, globalThis.injected]))
      document.head.append(script)
    })`)
  assert.deepEqual(ran, ['script-src-elem', undefined])
  await page.close()
})
