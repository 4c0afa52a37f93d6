import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { placeWork, workOf } from '../support/work.ts'
import { scan as wedge } from './entry-form.ts'
import { judgePage, looks, type Office, openOffice } from './office.ts'

let office: Office
before(async () => {
  office = await openOffice()
  await office.shop.addVariants({ sku: 'MUG', barcode: '6901234567892' }, { sku: 'TEA' })
  await office.shop.receive(office.shop.shanghai, 'MUG', 50)
  await office.shop.receive(office.shop.shanghai, 'TEA', 50)
})
after(() => office.close())

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
  await page.getByRole('link', { name: /^待拣/ }).waitFor()
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
  await dialog.waitFor({ state: 'hidden' })
  // A scan while a quantity is typed counts nothing.
  await line(page, 'TEA').getByRole('button', { name: '输入数量' }).click()
  await dialog.getByRole('spinbutton').waitFor()
  await wedge(page, '6901234567892')
  await page.getByText('这次扫码没有记录').waitFor()
  assert.equal(await dialog.getByRole('spinbutton').inputValue(), '1')
  // Nor does one while a button has the focus, whose Enter would press it.
  await dialog.getByRole('button', { name: '记下 1 件' }).focus()
  await wedge(page, '6901234567893')
  await page.getByText('这次扫码没有记录').nth(1).waitFor()
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'hidden' })
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
  await page.getByLabel('重量（克）').fill('850')
  // What is scanned is the waybill, whichever field has the focus.
  await wedge(page, 'SF-100')
  await page.getByLabel('运单号').and(page.locator('[value="SF-100"]')).waitFor()
  assert.equal(await page.getByLabel('重量（克）').inputValue(), '850')
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

for (const [look, width, colorScheme, language] of looks) {
  test(`a place’s work can be read, ${look}`, async () => {
    const { work } = await placeWork(office.shop, { sku: 'MUG', quantity: 2 }, { sku: 'B', quantity: 1 })
    const { page, faults, close } = await office.enter({
      ...{ roles: ['read_only'], language, colorScheme, viewport: { width, height: 844 }, where: '/warehouse' },
    })
    await page.getByRole('link', { name: new RegExp(String(work.orderNumber)) }).waitFor()
    await judgePage(page, `work list, ${look}`)
    await page.getByRole('link', { name: new RegExp(String(work.orderNumber)) }).click()
    await page
      .getByText(language === 'en' ? 'You can view this work' : '您可以查看')
      .first()
      .waitFor()
    // Who only reads has nothing to scan into.
    assert.equal(await page.getByLabel(language === 'en' ? 'Scan a barcode' : '扫描条码').count(), 0)
    await judgePage(page, `task, ${look}`)
    await page.goto(`${office.address}/warehouse/parcels`)
    await page.getByRole('heading', { name: language === 'en' ? 'Parcels' : '包裹' }).waitFor()
    await judgePage(page, `parcels, ${look}`)
    assert.deepEqual(faults(), [])
    await close()
  })
}

test('what is missing is told with its effect; a label is made, voided with an undo, and voided', async () => {
  const { work } = await placeWork(office.shop, { sku: 'MUG', quantity: 3 }, { sku: 'TEA', quantity: 2 })
  const { page, faults, close } = await office.enter({
    roles: ['manager'],
    language: 'en',
    where: `/warehouse/${work.id}`,
  })
  await line(page, 'MUG').getByRole('button', { name: 'Enter quantity' }).click()
  await page.getByRole('spinbutton').fill('3')
  await page.getByRole('button', { name: 'Record 3' }).click()
  await line(page, 'MUG').getByText('3 / 3').waitFor()
  await page.getByRole('button', { name: 'Mark all as picked' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Mark all as picked' }).click()
  await page.getByRole('button', { name: 'Continue to check' }).click()
  await page.getByRole('button', { name: 'Mark all as checked' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Mark all as checked' }).click()
  await page.getByRole('button', { name: 'Continue to ship' }).click()
  await page.getByLabel('Carrier').fill('JD')
  await page.getByLabel('Tracking number').fill('JD-7')
  await page.getByRole('button', { name: 'Label now, ship later' }).click()
  const parcel = page.locator('li[data-tracking="JD-7"]')
  await parcel.getByText('Labelled').waitFor()
  await parcel.getByRole('button', { name: 'Void' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Void' }).click()
  await parcel.getByRole('button', { name: 'Undo' }).click()
  await parcel.getByText('Labelled').waitFor()
  await parcel.getByRole('button', { name: 'Void' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Void' }).click()
  await parcel.getByText('Voided', { exact: true }).first().waitFor()
  // Its goods may go into another parcel.
  await page.getByRole('button', { name: 'Ship 5 units' }).waitFor()
  assert.deepEqual(faults(), [])
  await close()
})

test('a short pick leaves the order with what was found elsewhere', async () => {
  const { work } = await placeWork(office.shop, { sku: 'TEA', quantity: 3 })
  const { page, faults, close } = await office.enter({ roles: ['warehouse'], where: `/warehouse/${work.id}` })
  await line(page, 'TEA').getByRole('button', { name: '缺货' }).click()
  await page.getByRole('spinbutton').fill('2')
  await page.getByText('缺 2 件后：本单还需 1 件。').waitFor()
  await page.getByText('破损').click()
  await judgePage(page, 'short pick zh')
  await page.getByRole('button', { name: '记缺货 2 件' }).click()
  await line(page, 'TEA').getByText('缺货 2').waitFor()
  await synced(page)
  assert.equal((await workOf(office.shop, work.id)).lines[0]?.short, 2)
  await page.goto(`${office.address}/stock/${office.shop.variants.get('TEA')}`)
  await page.getByText('拣货缺货 · 破损').waitFor()
  assert.deepEqual(faults(), [])
  await close()
})

test('work is put off with a reason before it begins, and taken up again', async () => {
  const { work } = await placeWork(office.shop, { sku: 'TEA', quantity: 1 })
  const { page, faults, close } = await office.enter({ roles: ['manager'], where: `/warehouse/${work.id}` })
  await page.getByRole('button', { name: '暂缓' }).click()
  await page.getByLabel('理由').waitFor()
  await page.getByRole('dialog').getByRole('button', { name: '暂缓' }).click()
  await page.getByText('请填写理由').waitFor()
  await page.getByLabel('理由').fill('等客户改地址')
  await page.getByRole('dialog').getByRole('button', { name: '暂缓' }).click()
  await page.getByText('被挂起：等客户改地址').waitFor()
  await judgePage(page, 'held work zh')
  assert.equal((await workOf(office.shop, work.id)).status, 'on_hold')
  await page.getByRole('button', { name: '释放: 等客户改地址' }).click()
  await page.getByLabel('扫描条码').waitFor()
  assert.equal((await workOf(office.shop, work.id)).status, 'released')
  assert.deepEqual(faults(), [])
  await close()
})

test('a code of goods shows the work that needs them, and one that leads nowhere says so', async () => {
  const { work } = await placeWork(office.shop, { sku: 'C', quantity: 1 })
  const { page, faults, close } = await office.enter({ roles: ['manager'], language: 'en', where: '/warehouse' })
  await page.getByRole('link', { name: /^To pick/ }).waitFor()
  await scan(page, 'C')
  await page.getByText('Only item C').waitFor()
  await page.getByRole('row').nth(1).waitFor()
  assert.equal(await page.getByRole('row').count(), 2)
  await page.getByRole('link', { name: String(work.orderNumber), exact: true }).waitFor()
  // The view is the address: it is the same when it is opened anew.
  await page.reload()
  await page.getByText('Only item C').waitFor()
  await scan(page, 'NOWHERE')
  await page.getByText('No work was found for “NOWHERE”.').waitFor()
  assert.deepEqual(faults(), [])
  await close()
})

test('papers are printed for many at once, and marked when they are printed again', async () => {
  const works = [
    (await placeWork(office.shop, { sku: 'MUG', quantity: 1 })).work,
    (await placeWork(office.shop, { sku: 'MUG', quantity: 2 }, { sku: 'A', quantity: 1 })).work,
  ]
  const { page, faults, close } = await office.enter({ roles: ['warehouse'], language: 'en', where: '/warehouse' })
  await page.addInitScript('window.print = () => { document.title = "printing" }')
  for (const { orderNumber } of works) await page.getByLabel(`Select order ${orderNumber}`).check()
  await page.getByRole('button', { name: 'Print picking lists' }).click()
  await page.getByRole('heading', { name: 'By item' }).waitFor()
  await page.reload()
  const sheet = page.locator(`[data-work="${works[1]?.id}"]`)
  await sheet.getByText('3 units').waitFor()
  await page
    .getByRole('row', { name: new RegExp(`MUG.*${works[0]?.orderNumber} ${works[1]?.orderNumber}.*3`) })
    .waitFor()
  await judgePage(page, 'picking lists en')
  await page.emulateMedia({ media: 'print' })
  assert.equal(await page.getByRole('navigation').isVisible(), false)
  await page.emulateMedia({ media: 'screen' })
  await page.getByRole('button', { name: /\bPrint$/ }).click()
  await sheet.getByText('Reprint').waitFor()
  await page.goto(`${office.address}/warehouse/print?sheet=slip&works=${works[0]?.id}`)
  await page.getByRole('button', { name: 'Show receivers' }).click()
  await page.getByText('张三丰').waitFor()
  assert.deepEqual(faults(), [])
  await close()
})
