import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
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

export const phone = { viewport: { width: 390, height: 844 }, hasTouch: true } as const

/** As a wedge scanner does: quickly, with Enter at the end, wherever the focus is. */
async function scan(page: Page, code: string): Promise<void> {
  await page.keyboard.type(code, { delay: 4 })
  await page.keyboard.press('Enter')
}

const line = (page: Page, sku: string) => page.locator(`li[data-sku="${sku}"]`)
const synced = (page: Page) => page.locator('[data-sync=synced]').waitFor()

test('from the list to the parcel with a scanner, a wrong item is refused until it is seen', async () => {
  const { work } = await placeWork(office.shop, { sku: 'MUG', quantity: 2 }, { sku: 'TEA', quantity: 1 })
  const { page, faults, close } = await office.enter({ roles: ['warehouse'], where: '/warehouse' })
  await page.getByRole('tab', { name: /待拣/ }).waitFor()
  await page.getByRole('link', { name: String(work.orderNumber), exact: true }).waitFor()
  await judgePage(page, 'warehouse list zh')
  await scan(page, String(work.orderNumber))
  await page.getByRole('heading', { name: `订单 ${work.orderNumber}` }).waitFor()
  await page.getByText('还需 2 件').waitFor()
  await scan(page, '6901234567892')
  await line(page, 'MUG').getByText('1 / 2').waitFor()
  await scan(page, 'A')
  const dialog = page.getByRole('dialog')
  await dialog.getByText(/这是 .*（A），不是这一单的商品/).waitFor()
  await judgePage(page, 'warehouse wrong scan zh')
  // Scanning on does not help, nor does the scanner's Enter.
  await scan(page, '6901234567892')
  assert.equal(await dialog.isVisible(), true)
  await line(page, 'MUG').getByText('1 / 2').waitFor()
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'hidden' })
  await scan(page, '6901234567892')
  await line(page, 'MUG').getByText('2 / 2').waitFor()
  await scan(page, 'MUG')
  await dialog.getByText('MUG 已经够了').waitFor()
  await dialog.getByRole('button', { name: '知道了' }).click()
  await scan(page, 'TEA')
  await page.getByText('都拣完了').waitFor()
  await synced(page)
  assert.deepEqual(
    (await workOf(office.shop, work.id)).lines.map(({ picked }) => picked),
    [2, 1],
  )
  await page.getByRole('button', { name: '去验货' }).click()
  for (const code of ['MUG', '6901234567892', 'TEA']) await scan(page, code)
  await page.getByRole('button', { name: '去发货' }).click()
  await page.getByLabel('承运商').fill('SF')
  await page.getByLabel('运单号').fill('SF-100')
  await page.getByLabel('重量（克）').fill('850')
  await judgePage(page, 'warehouse ship zh')
  await page.getByRole('button', { name: '发货 3 件' }).click()
  await page.locator('li[data-tracking="SF-100"]').getByText('已发出').waitFor()
  await page.getByText('已发完').first().waitFor()
  const { status } = await workOf(office.shop, work.id)
  assert.equal(status, 'closed')
  await page.locator('li[data-tracking="SF-100"]').getByText('850 克').waitFor()
  assert.deepEqual(faults(), [])
  await close()
})
