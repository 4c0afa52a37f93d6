import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { pickFulfillmentOrders } from '../../src/fulfillment/pick-fulfillment-orders.ts'
import { placeWork, workOf } from '../support/work.ts'
import { judgePage, type Office, openOffice } from './office.ts'

let office: Office
before(async () => {
  office = await openOffice()
  await office.shop.addVariants({ sku: 'MUG', barcode: '6901234567892' }, { sku: 'TEA' })
  await office.shop.receive(office.shop.shanghai, 'MUG', 50)
  await office.shop.receive(office.shop.shanghai, 'TEA', 50)
})
after(() => office.close())

const phone = {
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
  serviceWorkers: 'allow',
} as const
const leastTarget = 44

async function scan(page: Page, code: string): Promise<void> {
  await page.keyboard.type(code, { delay: 4 })
  await page.keyboard.press('Enter')
}

const line = (page: Page, sku: string) => page.locator(`li[data-sku="${sku}"]`)
const sync = (page: Page, state: string) => page.locator(`[data-sync=${state}]`).waitFor()
const pickedOf = async (id: string) => (await workOf(office.shop, id)).lines.map(({ picked }) => picked)

/** What goes wrong on a page that is told to be without a network. */
const isOfNoNetwork = (fault: string) => /ERR_INTERNET_DISCONNECTED|ERR_NETWORK_CHANGED|ERR_FAILED/.test(fault)

test('a phone works on without a network, tells what waits, sends it once, and shows what was refused', async () => {
  const { work } = await placeWork(office.shop, { sku: 'MUG', quantity: 2 }, { sku: 'TEA', quantity: 1 })
  const { page, faults, close } = await office.enter({
    ...{ roles: ['store'], language: 'en', where: `/warehouse/${work.id}`, ...phone },
  })
  await page.getByText('2 to go').waitFor()
  await sync(page, 'synced')
  await judgePage(page, 'task phone en')
  await assertTargets(page)
  await page.context().setOffline(true)
  await scan(page, '6901234567892')
  await line(page, 'MUG').getByText('1 / 2').waitFor()
  await scan(page, 'TEA')
  await line(page, 'TEA').getByText('1 / 1').waitFor()
  await page.getByText('Offline · 2 to sync').waitFor()
  assert.deepEqual(await pickedOf(work.id), [0, 0])
  // Without a network a wrong item is refused as well.
  await scan(page, 'B')
  await page.getByRole('dialog').getByText('is not part of this order').waitFor()
  await judgePage(page, 'task phone wrong en')
  await page.getByRole('button', { name: 'OK' }).tap()
  await page.getByRole('button', { name: 'Offline · 2 to sync' }).tap()
  await page.getByRole('dialog').getByText('Pick TEA').waitFor()
  await judgePage(page, 'task phone outbox en')
  await page.keyboard.press('Escape')
  // Meanwhile a colleague took the tea.
  const tea = [{ fulfillmentOrderId: work.id, lines: [{ lineNumber: 2, quantity: 1 }] }]
  await office.shop.command(async (context) => {
    const [outcome] = await pickFulfillmentOrders(context, tea)
    assert.ok(outcome !== undefined && 'value' in outcome)
  })
  await page.context().setOffline(false)
  await sync(page, 'refused')
  assert.deepEqual(await pickedOf(work.id), [1, 1])
  const refused = page.getByRole('alert').filter({ hasText: 'Pick TEA' })
  await refused.waitFor()
  await judgePage(page, 'task phone refused en')
  await refused.getByRole('button').tap()
  await sync(page, 'synced')
  await line(page, 'TEA').getByText('1 / 1').waitFor()
  const others = faults().filter((fault) => !isOfNoNetwork(fault))
  assert.deepEqual(others, [`422 /api/v1/fulfillment-orders/${work.id}/picks`])
  await close()
})

test('what waits survives that the page is closed; it opens again without a network, and sends when there is one', async () => {
  const { work } = await placeWork(office.shop, { sku: 'MUG', quantity: 1 })
  const { page, close } = await office.enter({ roles: ['warehouse'], where: `/warehouse/${work.id}`, ...phone })
  await page.getByText('还需 1 件').waitFor()
  await untilTrue(page, isKept)
  await page.context().setOffline(true)
  await scan(page, 'MUG')
  await page.getByText('离线 · 1 条待同步').waitFor()
  const context = page.context()
  await page.close()
  const again = await context.newPage()
  await again.goto(`${office.address}/warehouse/${work.id}`)
  await again.getByText('都拣完了').waitFor()
  await again.getByText('离线 · 1 条待同步').waitFor()
  await again.getByText('与服务器的连接已断开').waitFor()
  assert.deepEqual(await pickedOf(work.id), [0])
  await context.setOffline(false)
  await sync(again, 'synced')
  assert.deepEqual(await pickedOf(work.id), [1])
  // When the page says that there is another build, files of older ones that came long ago are dropped.
  await again.evaluate(keepOldBuild)
  await again.reload()
  await untilTrue(again, `caches.match('/assets/old.js').then((kept) => kept === undefined)`)
  assert.equal(await again.evaluate(`caches.match('/assets/new.js').then((kept) => kept !== undefined)`), true)
  assert.equal(await again.evaluate(isKept), true)
  // What this device read four days ago is not shown as if it were now.
  await context.setOffline(true)
  await context.clock.setFixedTime(Date.now() + 4 * 86_400_000)
  await again.reload()
  await again.getByRole('heading', { name: '出了问题' }).waitFor()
  await close()
})

test('what somebody scanned is sent in no other session than theirs, and what they saw is not kept for the next', async () => {
  const { work } = await placeWork(office.shop, { sku: 'MUG', quantity: 1 })
  const where = `/warehouse/${work.id}`
  const { page, close } = await office.enter({ roles: ['warehouse'], where, ...phone })
  const next = await office.enter({ roles: ['warehouse'], where: '/', ...phone })
  await page.getByText('还需 1 件').waitFor()
  const context = page.context()
  const own = await context.cookies()
  await context.setOffline(true)
  await scan(page, 'MUG')
  await page.getByText('离线 · 1 条待同步').waitFor()
  const keptOf = () => page.evaluate<string[]>(keptPaths)
  assert.ok((await keptOf()).length > 0)
  // In another tab of this device a colleague signs in.
  await context.addCookies(await next.page.context().cookies())
  const reloaded = page.waitForEvent('domcontentloaded')
  await context.setOffline(false)
  await reloaded
  await sync(page, 'synced')
  assert.deepEqual(await pickedOf(work.id), [0])
  const ofNext = (path: string) => path.startsWith(next.somebody.staffId) || path.startsWith('who-is-here ')
  const others = (await keptOf()).filter((path) => !ofNext(path))
  assert.deepEqual(others, [])
  assert.equal(await page.evaluate(keptAccount), next.somebody.staffId)
  await context.addCookies(own)
  await page.reload()
  // What waits is shown as done at once: only then it says whether it was sent.
  await page.getByText('都拣完了').waitFor()
  await sync(page, 'synced')
  assert.deepEqual(await pickedOf(work.id), [1])
  await Promise.all([close(), next.close()])
})

/** Of whom the page's device keeps answers, and which: the keys of its database. */
const keptPaths = `new Promise((resolve, reject) => {
  const opening = indexedDB.open('yidan', 1)
  opening.onerror = () => reject(opening.error)
  opening.onsuccess = () => {
    const asked = opening.result.transaction('answers').objectStore('answers').getAllKeys()
    asked.onsuccess = () => resolve(asked.result)
  }
})`

/** Of whom this device keeps who they are. */
const keptAccount = `new Promise((resolve, reject) => {
  const opening = indexedDB.open('yidan', 1)
  opening.onerror = () => reject(opening.error)
  opening.onsuccess = () => {
    const asked = opening.result.transaction('answers').objectStore('answers').get('who-is-here /account')
    asked.onsuccess = () => resolve(asked.result?.answer?.id)
  }
})`

/** Whether this device keeps the page, and every file that it has read so far. */
const isKept = `(async () => {
  if (navigator.serviceWorker.controller === null || (await caches.match('/')) === undefined) return false
  const files = performance.getEntriesByType('resource').filter(({ name }) => name.includes('/assets/'))
  return (await Promise.all(files.map(({ name }) => caches.match(name)))).every((kept) => kept !== undefined)
})()`

/** Asks again, frame by frame, until what a page promises is true: Playwright's own way takes the promise for the answer. */
async function untilTrue(page: Page, promise: string): Promise<void> {
  while (!(await page.evaluate(promise))) await page.evaluate('new Promise(requestAnimationFrame)')
}

/** As if this device had kept the page of another build, with a file that came long ago and one that came now. */
const keepOldBuild = `(async () => {
  const shelf = await caches.open('office-v1')
  const cameAt = (date) => new Response('', { headers: { date: date.toUTCString() } })
  await shelf.put('/', new Response('another build'))
  await shelf.put('/assets/old.js', cameAt(new Date('2026-01-01')))
  await shelf.put('/assets/new.js', cameAt(new Date()))
})()`

/** Whoever wears gloves hits every button of the task. */
async function assertTargets(page: Page): Promise<void> {
  const buttons = await page.locator('main section button:visible, [role=main] section button:visible').all()
  assert.ok(buttons.length > 0)
  for (const button of buttons) {
    const box = await button.boundingBox()
    const name = await button.textContent()
    assert.ok((box?.height ?? 0) >= leastTarget, `${name} is ${box?.height} high`)
    assert.ok((box?.width ?? 0) >= leastTarget, `${name} is ${box?.width} wide`)
  }
}
