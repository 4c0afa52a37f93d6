import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { placeHomeOrders } from './home-orders.ts'
import { judgePage, looks, type Office, openOffice } from './office.ts'

let office: Office
before(async () => {
  office = await openOffice()
  await placeHomeOrders(office)
})
after(() => office.close())

const row = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name })
/** What stands in the cells of a row. */
const cells = async (page: Page, name: string) => {
  await row(page, name).waitFor()
  return row(page, name).locator('th, td').allTextContents()
}
const map = (page: Page) =>
  page
    .getByRole('img', { name: /省份|province/ })
    .locator('svg path')
    .first()

for (const [look, width, colorScheme, language] of looks) {
  test(`Home can be read and reached, ${look}`, async () => {
    const { page, faults, close } = await office.enter({
      ...{ roles: ['owner'], language, colorScheme, viewport: { width, height: 1400 } },
      where: '/?days=7',
    })
    await map(page).waitFor()
    await judgePage(page, `home, ${look}`)
    assert.deepEqual(faults(), [])
    await close()
  })
}

test('what waits stands there with its number and age, and opens the list that it counts', async () => {
  const { page, faults, close } = await office.enter({ roles: ['order_clerk'], language: 'zh-CN' })
  assert.deepEqual(await cells(page, '待审单'), ['待审单', '2', '1天'])
  assert.equal((await cells(page, '待付款'))[1], '1')
  assert.equal((await cells(page, '缺货待补'))[1], '1')
  const link = row(page, '待审单').getByRole('link')
  const target = new URL((await link.getAttribute('href')) ?? '', office.address)
  assert.equal(target.searchParams.get('holdKind'), 'review')
  await link.click()
  await page.waitForURL(/\/orders\?holdKind=review/)
  assert.deepEqual(faults(), [])
  await close()
})

test('who buys sees which goods orders lack, and is led on where nothing waits', async () => {
  const { page, faults, close } = await office.enter({ roles: ['buyer'], language: 'zh-CN' })
  const [, count] = await cells(page, '订单缺货的商品')
  await row(page, '订单缺货的商品').getByRole('link').click()
  await page.waitForURL('**/stock/lacking')
  await page.getByRole('columnheader', { name: '缺数' }).waitFor()
  await page.getByRole('gridcell', { name: 'RARE', exact: true }).waitFor()
  const rows = page.getByRole('row').filter({ has: page.getByRole('gridcell') })
  assert.equal(await rows.count(), Number(count))
  await judgePage(page, 'goods that orders lack')
  assert.deepEqual(faults(), [])
  await close()
  const narrowed = await office.enter({ roles: ['buyer'], language: 'zh-CN', locationIds: [office.shop.beijing] })
  await narrowed.page.getByText('没有等待处理的事').waitFor()
  await narrowed.page.locator('#page').getByRole('link', { name: '库存' }).click()
  await narrowed.page.waitForURL('**/stock')
  assert.deepEqual(narrowed.faults(), [])
  await narrowed.close()
})

test('who buys takes the goods that orders lack out as a file with the columns that are shown', async () => {
  const { page, faults, close } = await office.enter({ roles: ['buyer'], language: 'en', where: '/stock/lacking' })
  await page.getByRole('gridcell', { name: 'RARE', exact: true }).waitFor()
  await page.getByRole('button', { name: 'Columns', exact: true }).click()
  await page.getByRole('checkbox', { name: 'Waiting since', exact: true }).click()
  await page.keyboard.press('Escape')
  await page.getByRole('columnheader', { name: 'Waiting since' }).waitFor({ state: 'detached' })
  const take = page.getByRole('button', { name: 'Export' })
  await take.click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('Export Shortages').waitFor()
  await dialog.getByText('CSV').click()
  await dialog.getByRole('button', { name: 'Export', exact: true }).click()
  const link = dialog.getByRole('link', { name: 'Download' })
  const [taken] = await Promise.all([page.waitForEvent('download'), link.click()])
  assert.match(taken.suggestedFilename(), /^lacking-.*\.csv$/)
  assert.deepEqual((await readFile(await taken.path(), 'utf8')).replace('\uFEFF', '').trim().split(/\r?\n/), [
    'SKU,Item,Short by,Orders,On hand,Incoming',
    'RARE,Product,1,1,0,0',
  ])
  assert.deepEqual(faults(), [])
  await close()
})

test('today stands against a week ago, and the days can be chosen', async () => {
  const { page, faults, close } = await office.enter({ roles: ['manager'], language: 'en' })
  await page.getByRole('heading', { name: 'Today' }).waitFor()
  assert.equal((await cells(page, '电话'))[1], '1')
  await page.getByText('30 days').click()
  await page.waitForURL(/days=30/)
  await row(page, 'Guangdong').waitFor()
  await row(page, 'Taiwan').waitFor()
  assert.deepEqual(faults(), [])
  await close()
})

test('a warehouse sees its work first; who is narrowed to a place is told that figures are none', async () => {
  const { page, faults, close } = await office.enter({ roles: ['warehouse'], language: 'zh-CN' })
  await page.getByRole('table').first().getByRole('columnheader', { name: '待拣' }).waitFor()
  await page.getByRole('link', { name: /上海仓 待拣 4/ }).click()
  await page.waitForURL(/\/warehouse\?queue=pick&locationId=/)
  await page.getByRole('link', { name: /待拣\s*4/ }).waitFor()
  await close()
  const narrowed = await office.enter({ roles: ['warehouse'], language: 'zh-CN', locationIds: [office.shop.beijing] })
  await narrowed.page.getByText('按全店统计的数字不显示').waitFor()
  assert.deepEqual([...faults(), ...narrowed.faults()], [])
  await narrowed.close()
})

test('the menu says how much waits, and hears of more', async () => {
  const { page, faults, close } = await office.enter({ roles: ['order_clerk'], language: 'zh-CN', where: '/nowhere' })
  const area = page.getByRole('navigation', { name: '功能区' }).getByRole('menuitem', { name: '订单' })
  await area.getByText('4', { exact: true }).waitFor()
  const lines = [{ sku: 'A', quantity: 9 }]
  const { status } = await office.shop.place({ lines, payment: { terms: 'on_account' } })
  assert.equal(status, 201)
  await area.getByText('5', { exact: true }).waitFor()
  assert.deepEqual(faults(), [])
  await close()
})

test('who reads only, and who keeps the books, see figures but no work that is not theirs', async () => {
  for (const [role, language, title] of [
    ['read_only', 'zh-CN', '等待处理'],
    ['finance', 'en', 'To do'],
  ] as const) {
    const { page, faults, close } = await office.enter({ roles: [role], language })
    await page.getByRole('heading', { name: title }).waitFor()
    await map(page).waitFor()
    assert.equal(await page.getByText(language === 'en' ? 'Failed tasks' : '处理失败的事件').count(), 0)
    assert.deepEqual(faults(), [])
    await close()
  }
})
