import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { placeWork } from '../support/work.ts'
import { scan } from './entry-form.ts'
import { judgePage, looks, type Office, openOffice } from './office.ts'

let office: Office
before(async () => {
  office = await openOffice()
  const { shop } = office
  await shop.addVariants({ sku: 'MUG', barcode: '6901234567892' }, { sku: 'TEA' })
  await shop.receive(shop.shanghai, 'MUG', 50)
  await shop.receive(shop.beijing, 'MUG', 4)
  await placeWork(shop, { sku: 'MUG', quantity: 3 })
})
after(() => office.close())

const term = (page: Page, name: string) => page.locator(`[data-term=${name}]`)
const lineOf = (page: Page, sku: string) => page.locator(`li[data-sku="${sku}"]`)

for (const [look, width, colorScheme, language] of looks) {
  test(`stock can be read, ${look}`, async () => {
    const { page, faults, close } = await office.enter({
      ...{ roles: ['read_only'], language, colorScheme, viewport: { width, height: 844 }, where: '/stock' },
    })
    await page.getByRole('link', { name: 'MUG' }).first().waitFor()
    await judgePage(page, `stock list, ${look}`)
    // Who only reads has no button that changes.
    assert.equal(await page.getByRole('button', { name: language === 'en' ? 'Receive' : '收货入库' }).count(), 0)
    await page.getByRole('link', { name: 'MUG' }).first().click()
    await term(page, 'on_hand').getByText('54').waitFor()
    await judgePage(page, `stock item, ${look}`)
    assert.deepEqual(faults(), [])
    await close()
  })
}

test('why there are so many: each term opens what made it, and it adds up', async () => {
  const { page, faults, close } = await office.enter({ roles: ['order_clerk'], language: 'en', where: '/stock' })
  await scan(page, '6901234567892')
  await page.getByRole('heading', { name: 'Why are 51 available?' }).waitFor()
  const count = async (name: string) => Number(/\d+/.exec((await term(page, name).textContent()) ?? '')?.[0])
  await term(page, 'allocated').click()
  await page.getByRole('link', { name: 'Order 100001' }).waitFor()
  const [onHand, allocated] = [await count('on_hand'), await count('allocated')]
  assert.deepEqual([onHand, allocated, await count('to_promise')], [54, 3, 51])
  await page.getByRole('main').getByLabel('Location', { exact: true }).click()
  await page.getByTitle('北京仓').click()
  await page.getByRole('heading', { name: 'Why are 4 available?' }).waitFor()
  assert.deepEqual(faults(), [])
  await close()
})
test('goods are received by scanner, adjusted with their effect shown, and moved between places', async () => {
  const { page, faults, close } = await office.enter({ roles: ['warehouse'], where: '/stock/receive' })
  await page.getByRole('heading', { name: '收货入库' }).waitFor()
  await page.getByLabel('地点', { exact: true }).click()
  await page.getByTitle('上海仓').last().click()
  await page.getByLabel('扫或输入 SKU、条码').first().focus()
  for (const code of ['TEA', 'TEA', 'TEA']) await scan(page, code)
  await lineOf(page, 'TEA').getByText('现有 0 → 3').waitFor()
  await judgePage(page, 'stock receive zh')
  // A scan while a quantity has the focus is no quantity.
  await lineOf(page, 'TEA').getByLabel('TEA 数量').focus()
  await scan(page, '6901234567892')
  await lineOf(page, 'MUG').getByText('现有 50 → 51').waitFor()
  assert.equal(await lineOf(page, 'TEA').getByLabel('TEA 数量').inputValue(), '3')
  await lineOf(page, 'MUG').getByRole('button').last().click()
  await page.getByRole('button', { name: '入库 3 件' }).click()
  await page.getByText('已入库 3 件。').waitFor()

  await page.goto(`${office.address}/stock/adjust?sku=TEA`)
  await lineOf(page, 'TEA').waitFor()
  await page.getByLabel('地点', { exact: true }).click()
  await page.getByTitle('上海仓').last().click()
  await lineOf(page, 'TEA').getByText('现有 3 → 2').waitFor()
  await page.getByRole('button', { name: '核对影响' }).click()
  await page.getByRole('dialog').getByText('需要他人审批').waitFor()
  await judgePage(page, 'stock adjust zh')
  await page.getByRole('button', { name: '提交审批' }).click()
  await page.getByText('已提交审批').waitFor()
  // What is found needs nobody else.
  await page.getByLabel('原因', { exact: true }).click()
  await page.getByTitle('找到').click()
  await page.getByLabel('扫或输入 SKU、条码').first().focus()
  await scan(page, 'TEA')
  await page.getByRole('button', { name: '核对影响' }).click()
  await page.getByText('TEA：3 → 4').waitFor()
  await page.getByRole('button', { name: '确认调整' }).click()
  await page.getByText('已调整库存。').waitFor()

  await page.goto(`${office.address}/stock/transfers/new`)
  await page.getByLabel('调出地点').click()
  await page.getByTitle('上海仓').last().click()
  await page.getByLabel('调入地点').click()
  await page.getByTitle('北京仓').last().click()
  await page.getByLabel('扫或输入 SKU、条码').first().focus()
  await scan(page, 'TEA')
  await scan(page, 'TEA')
  await page.getByRole('button', { name: '创建调拨 2 件' }).click()
  await page.getByRole('heading', { name: '调拨 上海仓 → 北京仓' }).waitFor()
  await page.getByRole('button', { name: '发出 2 件' }).click()
  await page.getByRole('button', { name: '收货 2 件' }).waitFor()
  await lineOf(page, 'TEA').getByRole('spinbutton').fill('1')
  await page.getByRole('button', { name: '收货 1 件' }).click()
  await page.getByText('部分收货').waitFor()
  await judgePage(page, 'stock transfer zh')
  await page.getByRole('button', { name: '收货 1 件' }).click()
  await page.getByText('这张调拨单已结束。').waitFor()
  assert.deepEqual(faults(), [])
  await close()
})

test('who plans sets what each place keeps back, and what is available follows; who reads does not', async () => {
  const itemId = office.shop.variants.get('MUG')
  const { page, faults, close } = await office.enter({ roles: ['manager'], language: 'en', where: `/stock/${itemId}` })
  await page.getByRole('heading', { name: 'Stock policy' }).waitFor()
  await page.getByLabel('Safety stock · 北京仓').fill('2')
  await page.getByLabel('When out of stock').click()
  await page.getByTitle('Take a backorder').click()
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('The stock policy is saved.').waitFor()
  await term(page, 'safety_stock').getByText('2', { exact: true }).waitFor()
  await page.getByRole('heading', { name: 'Why are 49 available?' }).waitFor()
  assert.deepEqual(faults(), [])
  await close()
  const reader = await office.enter({ roles: ['read_only'], language: 'en', where: `/stock/${itemId}` })
  await reader.page.getByRole('heading', { name: 'Movements' }).waitFor()
  assert.equal(await reader.page.getByRole('heading', { name: 'Stock policy' }).count(), 0)
  assert.deepEqual(reader.faults(), [])
  await reader.close()
})

test('a store sees its own place only, and prints labels that are marked when they are printed again', async () => {
  const { page, faults, close } = await office.enter({
    ...{ roles: ['store'], where: '/stock', locationIds: [office.shop.beijing] },
  })
  await page.getByRole('link', { name: 'MUG' }).waitFor()
  assert.equal(await page.getByText('上海仓').count(), 0)
  await page.getByLabel('选择 MUG（北京仓）').check()
  await page.getByRole('button', { name: '打印标签' }).click()
  await page.getByRole('img', { name: '6901234567892' }).waitFor()
  await page.evaluate('window.print = () => undefined')
  await page.getByLabel('每种张数').fill('3')
  await page.getByText('共 3 张').waitFor()
  await judgePage(page, 'labels zh')
  await page.getByRole('button', { name: /打印$/ }).click()
  await page.getByText('补打').first().waitFor()
  // Where there is one place only, it is chosen.
  await page.goto(`${office.address}/stock/adjust`)
  await page.locator('form').getByTitle('北京仓').waitFor()
  assert.deepEqual(faults(), [])
  await close()
})

test('what runs short is found by its condition, and an empty list says what to do', async () => {
  const { page, faults, close } = await office.enter({ roles: ['buyer'], where: '/stock?condition=short' })
  await page.getByText('没有符合条件的库存').waitFor()
  await judgePage(page, 'stock empty zh')
  await page.getByRole('button', { name: '清除筛选' }).click()
  await page.getByRole('link', { name: 'MUG' }).first().waitFor()
  assert.equal(new URL(page.url()).search, '')
  assert.deepEqual(faults(), [])
  await close()
})
