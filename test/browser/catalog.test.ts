import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { buildOffice } from '../../src/shell/build-office.ts'
import { samplePictures } from '../support/pictures.ts'
import { judgePage, looks, type Office, openOffice } from './office.ts'

let office: Office
before(async () => {
  await buildOffice()
  office = await openOffice()
})
after(() => office.close())

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name, exact: true })
/** Its icon has a name too, which stands before. */
const button = (page: Page, name: string) => page.getByRole('button', { name: new RegExp(`(?:^|\\s)${name}$`) })
const pictureFile = (name: string, kind: 'a PNG' | 'a JPEG') => ({
  ...{ name, mimeType: kind === 'a PNG' ? 'image/png' : 'image/jpeg' },
  buffer: samplePictures[kind]?.bytes as Buffer,
})

test('a product is made, shown, priced, coded, put out of sale and back, by the owner in Chinese', async () => {
  const { page, faults, close } = await office.enter({ roles: ['owner'], where: '/products' })
  await heading(page, '商品').waitFor()
  await button(page, '新建商品').click()
  await page.getByLabel('商品名称').fill('龙井茶')
  await page.getByLabel('分类').fill('茶叶')
  await page.getByLabel('SKU', { exact: true }).fill('LJ-250')
  await button(page, '添加规格项').click()
  await page.getByLabel('规格项，如 颜色').fill('规格')
  await page.getByLabel('值，如 红').fill('250克')
  await page.getByLabel('售价').fill('99.9')
  await button(page, '保存').click()
  await heading(page, '龙井茶').waitFor()
  await page.getByRole('cell', { name: '250克 LJ-250' }).waitFor()

  await page.locator('input[type=file]').setInputFiles([pictureFile('a.png', 'a PNG'), pictureFile('b.jpg', 'a JPEG')])
  await page.getByRole('img', { name: '龙井茶，图 2' }).waitFor()
  const hashOf = (number: number) => page.getByRole('img', { name: `龙井茶，图 ${number}` }).getAttribute('src')
  const second = await hashOf(2)
  await button(page, '把图 2 往前移').click()
  await page.locator(`li:first-child img[src="${second}"]`).waitFor()
  await button(page, '移除图 2').click()
  await page.getByRole('tooltip').getByRole('button', { name: '移除' }).click()
  await page.getByRole('img', { name: '龙井茶，图 2' }).waitFor({ state: 'detached' })

  await button(page, '生成 1 个条码').click()
  await page.getByRole('link', { name: '2000000000015' }).waitFor()
  await button(page, '¥99.90').click()
  await page.getByRole('dialog').getByLabel('售价').fill('128.5')
  await page.getByRole('dialog').getByRole('button', { name: '保存' }).click()
  await button(page, '¥128.50').waitFor()

  await button(page, '归档').click()
  await page.getByRole('tooltip').getByRole('button', { name: '归档' }).click()
  await button(page, '恢复在售').first().click()
  await page.getByText('已恢复在售').waitFor()
  const history = page.getByRole('region', { name: '历史' })
  await history.getByText('恢复商品').waitFor()
  await history.getByText('LJ-250 条码 – → 2000000000015').waitFor()

  await page.getByRole('link', { name: '2000000000015' }).click()
  await heading(page, '商品标签').waitFor()
  await page.getByRole('img', { name: '2000000000015' }).waitFor()
  // Its address is one that the server takes.
  await page.reload()
  await page.getByLabel('份数').fill('3')
  await page.getByRole('article', { name: 'LJ-250' }).nth(2).waitFor()
  assert.deepEqual(faults(), [])
  await close()
})

test('products are found by pinyin, category and kind, and taken out as they are shown, by the manager in English', async () => {
  const { page, faults, close } = await office.enter({ roles: ['manager'], language: 'en', where: '/products' })
  await heading(page, 'Products').waitFor()
  await page.getByLabel('Name, pinyin, SKU or barcode').fill('longjing')
  await page.keyboard.press('Enter')
  await page.waitForURL(/text=longjing/)
  await page.getByRole('row').nth(2).waitFor({ state: 'detached' })
  await page.getByRole('link', { name: '龙井茶' }).waitFor()
  assert.equal(await page.getByRole('row').count(), 2)
  await button(page, 'Export').click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('a variant (can be imported again)').click()
  await dialog.getByText('CSV').click()
  await dialog.getByRole('button', { name: 'Export', exact: true }).click()
  const link = page.getByRole('dialog').getByRole('link', { name: 'Download' })
  const [taken] = await Promise.all([page.waitForEvent('download'), link.click()])
  const rows = (await readFile(await taken.path(), 'utf8')).trim().split(/\r?\n/)
  assert.equal(rows.length, 2)
  assert.match(rows[1] ?? '', /^龙井茶,茶叶,LJ-250,2000000000015\t,/)
  await page.goto(`${office.address}/products?kind=bundle`)
  await page.getByText('No matching products').waitFor()
  assert.deepEqual(faults(), [])
  await close()
})

test('columns are chosen and kept in a view; all products of a view get a category, and it is taken back', async () => {
  const { page, faults, close } = await office.enter({ roles: ['manager'], where: '/products?kind=stocked' })
  await page.getByRole('link', { name: '龙井茶' }).waitFor()
  await page.getByRole('button', { name: '列设置', exact: true }).click()
  await page.getByRole('checkbox', { name: '条码', exact: true }).click()
  await page.keyboard.press('Escape')
  await page.getByRole('columnheader', { name: '条码' }).waitFor()
  await page.getByRole('button', { name: /^视图/ }).click()
  await page.getByRole('menuitem', { name: '另存为新视图…' }).click()
  await page.getByLabel('视图名称').fill('实物')
  await page.getByRole('dialog').getByRole('button', { name: '保存' }).click()
  await page.waitForURL(/view=/)

  await page.getByRole('checkbox', { name: '选中已显示的全部行' }).click()
  const chosen = page.getByRole('region', { name: '已选内容' })
  await chosen.getByRole('button', { name: '改分类' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText(/^将处理 \d+ 个，共选中 \d+ 个。$/).waitFor()
  await dialog.getByLabel('分类').fill('精选')
  await dialog.getByRole('button', { name: '改分类' }).click()
  await page.getByText(/^成功 \d+ 条$/).waitFor()
  await page.getByRole('gridcell', { name: '精选' }).first().waitFor()
  await page.getByRole('button', { name: '撤销已成功的' }).click()
  await page.getByRole('dialog').last().getByRole('button', { name: '撤销已成功的' }).click()
  await page.getByText('撤销：改分类').waitFor()
  await page.getByRole('gridcell', { name: '茶叶' }).waitFor()
  assert.equal(await page.getByRole('gridcell', { name: '精选' }).count(), 0)
  assert.deepEqual(faults(), [])
  await close()
})

test('a bundle is made of others, and a variant that another has taken the code of is refused at its field', async () => {
  const { page, faults, close } = await office.enter({ roles: ['buyer'], language: 'en', where: '/products/new' })
  await page.getByLabel('Name', { exact: true }).fill('Gift box')
  await page.getByLabel('SKU', { exact: true }).fill('LJ-250')
  // A buyer sets no prices.
  assert.equal(await page.getByLabel('Price', { exact: true }).count(), 0)
  await page.getByLabel('Kind').click()
  await page.locator('.ant-select-item-option', { hasText: 'Bundle' }).click()
  await button(page, 'Add component').click()
  await page.getByLabel('SKU of the component').fill('LJ-250')
  await button(page, 'Save').click()
  await page.getByText('Another product has this SKU').waitFor()
  assert.deepEqual(faults(), ['409 /api/v1/products'])
  await page.getByLabel('SKU', { exact: true }).fill('BOX-1')
  await button(page, 'Save').click()
  await heading(page, 'Gift box').waitFor()
  await button(page, 'Expand row').click()
  await page.getByText('Components: LJ-250 × 1').waitFor()
  await button(page, 'Edit BOX-1').click()
  const panel = page.getByRole('dialog')
  await panel.getByLabel('Weight, g').fill('900')
  await panel.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('cell', { name: /900 g/ }).waitFor()
  // A buyer sets no prices.
  assert.equal(await page.getByRole('button', { name: 'Set price' }).count(), 0)
  await close()
})

test('a variant is added with what it costs, and what is refused stands at its field', async () => {
  const { page, faults, close } = await office.enter({ roles: ['owner'], language: 'en', where: '/products' })
  await page.getByRole('link', { name: 'Gift box' }).click()
  await heading(page, 'Gift box').waitFor()
  await button(page, 'Add variant').click()
  const panel = page.getByRole('dialog')
  const save = panel.getByRole('button', { name: 'Save' })
  await panel.getByLabel('SKU', { exact: true }).fill('BOX-1')
  await panel.getByLabel('Price', { exact: true }).fill('1.23456')
  await save.click()
  await panel.getByText('A number with at most four decimals').waitFor()
  await panel.getByLabel('Price', { exact: true }).fill('88')
  await button(page, 'Add currency').click()
  await panel.getByLabel('Currency').last().fill('CNY')
  // Of each currency one price.
  await page.locator('.ant-select-item-option-disabled', { hasText: 'CNY' }).waitFor()
  await panel.getByLabel('Currency').last().fill('USD')
  await page.locator('.ant-select-item-option', { hasText: 'USD' }).click()
  await panel.getByLabel('Price', { exact: true }).last().fill('12.5')
  await save.click()
  await panel.getByText('Another product has this SKU').waitFor()
  assert.match(faults().join(), /^409 \S+\/variants$/)
  await judgePage(page, 'catalog variant refused')
  await panel.getByLabel('SKU', { exact: true }).fill('BOX-2')
  await save.click()
  await page
    .getByRole('row', { name: /BOX-2/ })
    .getByRole('button', { name: /88\.00 · .*12\.50/ })
    .waitFor()
  await button(page, 'Add variant').click()
  await panel.getByLabel('SKU', { exact: true }).fill('BOX-3')
  await save.click()
  await page.getByRole('row', { name: /BOX-3/ }).getByRole('button', { name: 'Set price' }).waitFor()
  assert.equal(faults().length, 1)
  const { pathname } = new URL(page.url())
  await close()
  const buyer = await office.enter({ roles: ['buyer'], language: 'en', where: pathname })
  await button(buyer.page, 'Add variant').click()
  await buyer.page.getByRole('dialog').getByLabel('SKU', { exact: true }).waitFor()
  assert.equal(await buyer.page.getByRole('dialog').getByLabel('Price', { exact: true }).count(), 0)
  assert.deepEqual(buyer.faults(), [])
  await buyer.close()
})

test('marketing sets prices and sees no stock; who may only read is told why', async () => {
  const marketing = await office.enter({ roles: ['marketing'], where: '/products/prices' })
  await marketing.page.getByRole('button', { name: '设置价格 BOX-1' }).click()
  await marketing.page.getByRole('dialog').getByLabel('售价').fill('1.23456')
  await marketing.page.getByRole('dialog').getByRole('button', { name: '保存' }).click()
  await marketing.page.getByText('最多四位小数的数字').waitFor()
  await marketing.page.getByRole('dialog').getByLabel('售价').fill('199')
  await marketing.page.getByRole('dialog').getByRole('button', { name: '保存' }).click()
  await marketing.page.getByText('¥199.00').waitFor()
  await marketing.page.goto(`${office.address}/products`)
  await marketing.page.getByRole('link', { name: 'Gift box' }).waitFor()
  assert.equal(await marketing.page.getByRole('columnheader', { name: '可售' }).count(), 0)
  assert.deepEqual(marketing.faults(), [])
  await marketing.close()

  const reader = await office.enter({ roles: ['read_only'], language: 'en', where: '/products' })
  const fresh = button(reader.page, 'New product')
  await fresh.waitFor()
  assert.equal(await fresh.getAttribute('aria-disabled'), 'true')
  await fresh.hover()
  await reader.page.getByText('Your role may not do this').waitFor()
  await reader.page.goto(`${office.address}/products/new`)
  await reader.page.getByText('Change products').waitFor()
  assert.deepEqual(reader.faults(), [])
  await reader.close()
})

test('tax classes and the range of barcodes are set', async () => {
  const { page, faults, close } = await office.enter({ roles: ['manager'], language: 'en', where: '/products/taxes' })
  await button(page, 'New tax class').click()
  await page.getByRole('dialog').getByLabel('Tax class').fill('reduced')
  await page.getByRole('dialog').getByLabel('Rate').fill('9')
  await page
    .getByRole('dialog')
    .getByRole('button', { name: 'OK' })
    .or(page.getByRole('button', { name: 'Save' }))
    .click()
  await page.getByRole('row', { name: /^Reduced reduced 9%/ }).waitFor()
  await page.getByRole('link', { name: 'Barcodes' }).click()
  await page.getByRole('img', { name: '2000000000022' }).waitFor()
  // Also at night.
  const ground = `getComputedStyle(document.querySelector('img[alt="2000000000022"]')).backgroundColor`
  assert.equal(await page.evaluate(ground), 'rgb(255, 255, 255)')
  await page.getByLabel('Range').click()
  await page.locator('.ant-select-item-option', { hasText: '28' }).click()
  await page.getByRole('img', { name: '2800000000011' }).waitFor()
  const saved = page.waitForResponse(
    (answer) => answer.url().endsWith('/barcode-settings') && answer.request().method() === 'PUT',
  )
  await button(page, 'Save').click()
  await saved
  await page.reload()
  await page.getByRole('img', { name: '2800000000011' }).waitFor()
  assert.deepEqual(faults(), [])
  await close()
})

for (const [look, width, colorScheme, language] of looks) {
  test(`the pages of the catalog can be read and reached, ${look}`, async () => {
    const { page, faults, close } = await office.enter({
      ...{ roles: ['owner'], language, colorScheme, viewport: { width, height: 844 }, where: '/products' },
    })
    const link = page.getByRole('link', { name: '龙井茶' })
    await link.waitFor()
    await page.getByText('128.50').first().waitFor()
    await judgePage(page, `catalog products, ${look}`)
    const address = new URL((await link.getAttribute('href')) ?? '', office.address).href
    for (const [name, where, shown] of [
      ['product', address, 'section h2 >> nth=2'],
      ['new product', '/products/new', 'input'],
      ['prices', '/products/prices', '[role=row] a'],
      ['taxes', '/products/taxes', '#page td, #page dd'],
      ['barcodes', '/products/barcodes', 'main img, #page img, form img'],
      ['import', '/products/import', 'input[type=file]'],
    ] as const) {
      await page.goto(new URL(where, office.address).href)
      await page.locator(shown).first().waitFor({ state: 'attached' })
      await page.waitForLoadState('networkidle')
      await judgePage(page, `catalog ${name}, ${look}`)
    }
    assert.deepEqual(faults(), [])
    await close()
  })
}
