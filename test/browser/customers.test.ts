import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, before, test } from 'node:test'
import { readXlsx } from 'hucre/xlsx'
import type { Page } from 'playwright-core'
import { buildOffice } from '../../src/shell/build-office.ts'
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

test('a customer is made, shown whole, changed and blocked, by the manager in Chinese', async () => {
  const { page, faults, close } = await office.enter({ roles: ['manager'], where: '/customers' })
  await button(page, '新建客户').click()
  // Until it is there, the search box of the list has a label that begins alike.
  await heading(page, '新建客户').waitFor()
  await page.getByLabel('姓名').fill('王小明')
  await page.getByLabel('手机').fill('13800138000')
  await page.getByLabel('省', { exact: true }).fill('浙江省')
  await page.getByLabel('市', { exact: true }).fill('杭州市')
  await page.getByLabel('详细地址').fill('文三路 1 号')
  await page.getByLabel('客户编号').fill('C-1')
  await button(page, '保存').click()
  await page.getByText('客户已建立').waitFor()
  await page.getByText('138****8000').waitFor()
  assert.equal(await page.getByText('13800138000').count(), 0)

  await button(page, '显示').click()
  await page.getByRole('menuitem', { name: '客户服务' }).click()
  await page.getByText('13800138000').waitFor()
  await page.getByText('查看已被记录。').waitFor()
  await button(page, '编辑').click()
  await page.getByRole('dialog').getByLabel('等级').click()
  await page.locator('.ant-select-item-option', { hasText: 'VIP' }).click()
  await page.getByRole('dialog').getByRole('switch').click()
  assert.equal(await page.getByRole('dialog').getByLabel('姓名').inputValue(), '王小明')
  await page.getByRole('dialog').getByLabel('手机').fill('13900139000')
  await page.getByRole('dialog').getByRole('button', { name: '保存' }).click()
  await page.getByText('139****9000').waitFor()
  await page.getByRole('definition').filter({ hasText: 'VIP' }).waitFor()

  await button(page, '记录同意 短信营销').click()
  await page.getByRole('tooltip').getByRole('button', { name: '记录同意' }).click()
  await button(page, '记录撤回 短信营销').waitFor()
  await button(page, '停用').click()
  await page.getByRole('tooltip').getByRole('button', { name: '停用' }).click()
  await page.getByText('已停用').first().waitFor()
  // Whoever is held because of them is named on the order, as far as anybody is.
  const at = new URL(page.url()).pathname
  const order = { customer: { code: 'C-1' }, lines: [{ sku: 'A', quantity: 1 }], payment: { terms: 'on_account' } }
  const { body } = await office.shop.place(order)
  await page.goto(`${office.address}/orders/${body.id}`)
  const name = page.getByText('客户已被停用').getByRole('link')
  assert.match((await name.textContent()) ?? '', /^王\*+/)
  await name.click()
  await page.waitForURL((url) => url.pathname === at)
  assert.deepEqual(faults(), [])

  // A second one with the same phone is refused.
  await page.goto(`${office.address}/customers/new`)
  await page.getByLabel('姓名').fill('王大明')
  await page.getByLabel('手机').fill('13900139000')
  await button(page, '保存').click()
  await page.getByText('已有使用该手机、邮箱或编号的客户').waitFor()
  assert.deepEqual(faults(), ['409 /api/v1/customers'])
  await close()
})

test('customers are found by the last digits of the phone, and taken out masked, by who may only read, in English', async () => {
  const { page, faults, close } = await office.enter({ roles: ['auditor'], language: 'en', where: '/customers' })
  await heading(page, 'Customers').waitFor()
  await page.getByLabel('Name, phone, its last digits, or e-mail').fill('9000')
  await page.keyboard.press('Enter')
  await page.waitForURL(/text=9000/)
  const row = page.getByRole('row', { name: /139\*\*\*\*9000/ })
  await row.waitFor()
  await button(page, 'Export').click()
  await page.getByRole('dialog').getByRole('button', { name: 'Export', exact: true }).click()
  const file = page.getByRole('dialog').getByRole('link', { name: 'Download' })
  const [taken] = await Promise.all([page.waitForEvent('download'), file.click()])
  const [sheet] = (await readXlsx(await readFile(await taken.path()))).sheets
  assert.deepEqual(sheet?.rows[0]?.slice(0, 2), ['Name', 'Phone'])
  assert.deepEqual(sheet?.rows[1]?.slice(0, 2), ['王**', '139****9000'])
  assert.equal(sheet?.rows.length, 2)
  await page.keyboard.press('Escape')
  await page.getByRole('checkbox', { name: /^Select .*王/ }).click()
  const block = page.getByRole('region', { name: 'Selection' }).getByRole('button', { name: 'Unblock' })
  assert.equal(await block.getAttribute('aria-disabled'), 'true')
  await row.getByRole('link').click()
  await page.getByRole('cell', { name: 'Marketing by text message', exact: true }).waitFor()
  assert.equal(await page.getByRole('button', { name: 'Show' }).count(), 0)
  assert.equal(await button(page, 'Unblock').getAttribute('aria-disabled'), 'true')
  assert.deepEqual(faults(), [])
  await close()
})

test('orders of a customer stand on the page', async () => {
  const { shop } = office
  const { page, faults, close } = await office.enter({ roles: ['owner'], language: 'en', where: '/customers' })
  const link = page.getByRole('row', { name: /139\*\*\*\*9000/ }).getByRole('link')
  const customerId = ((await link.getAttribute('href')) ?? '').split('/').at(-1) as string
  await shop.place({ lines: [{ sku: 'A', quantity: 2 }], customer: { id: customerId } })
  await link.click()
  await page.getByRole('cell', { name: '¥20.00' }).waitFor()
  await page.locator('dl').filter({ hasText: 'Average order' }).getByText('¥20.00').first().waitFor()
  // The owner reads the audit: who looked stands among what happened.
  const timeline = page.getByRole('region', { name: 'Timeline' })
  await timeline
    .getByRole('listitem')
    .filter({ hasText: /Order placed.*¥20.00/ })
    .getByRole('link')
    .waitFor()
  await timeline.getByRole('listitem').filter({ hasText: 'Full contact shown' }).waitFor()
  await timeline.getByText('Tier Standard → VIP').waitFor()
  await page
    .getByRole('row', { name: /¥20.00/ })
    .getByRole('link')
    .click()
  await page.waitForURL(/\/orders\//)
  assert.deepEqual(faults(), [])
  await close()
})

test('customer service notes what colleagues should know and tells one of them, in Chinese; who only reads sees that it was noted', async () => {
  const told = await office.enter({ roles: ['finance'], where: '/' })
  const { page, faults, close } = await office.enter({ roles: ['customer_service'], where: '/customers' })
  await page
    .getByRole('row', { name: /139\*\*\*\*9000/ })
    .getByRole('link')
    .click()
  const name = told.somebody.email.split('@')[0] ?? ''
  const field = page.getByLabel('写备注')
  await field.pressSequentially(`@${name}`)
  await page.getByRole('menuitem', { name, exact: true }).waitFor()
  await page.keyboard.press('Enter')
  await field.pressSequentially('爱喝龙井')
  await page.keyboard.press('Control+Enter')
  const notes = page.getByRole('region', { name: '备注' })
  await notes
    .getByRole('listitem')
    .filter({ hasText: `@${name} 爱喝龙井` })
    .waitFor()
  const timeline = page.getByRole('region', { name: '时间线' })
  await timeline
    .getByRole('listitem')
    .filter({ hasText: /写了客户备注.*您/ })
    .waitFor()
  await timeline
    .getByRole('listitem')
    .filter({ hasText: /下单.*¥20.00/ })
    .waitFor()
  assert.equal(await timeline.getByText('查看完整联系方式').count(), 0)
  await judgePage(page, 'customer, with notes')

  await told.page.getByRole('button', { name: '消息，1 条未读' }).click()
  await told.page.getByRole('link').filter({ hasText: '在客户的备注中提到了您' }).click()
  await told.page.getByText(`@${name} 爱喝龙井`).waitFor()
  assert.deepEqual([...faults(), ...told.faults()], [])
  const where = new URL(page.url()).pathname
  await Promise.all([close(), told.close()])

  const reader = await office.enter({ roles: ['read_only'], language: 'en', where })
  await reader.page.getByText('Note on the customer').waitFor()
  assert.equal(await reader.page.getByText('龙井').count(), 0)
  assert.equal(await reader.page.getByRole('region', { name: 'Notes' }).count(), 0)
  assert.deepEqual(reader.faults(), [])
  await reader.close()
})

test('who has no part in customers does not see them', async () => {
  const { page, faults, close } = await office.enter({ roles: ['buyer'], language: 'en', where: '/customers' })
  await page.getByText('See customers').waitFor()
  assert.equal(await page.getByRole('link', { name: 'Customers' }).count(), 0)
  assert.deepEqual(faults(), [])
  await close()
})

test('a place is made, changed, closed and opened again, by the manager in English; others see it', async () => {
  const { page, faults, close } = await office.enter({ roles: ['manager'], language: 'en', where: '/locations' })
  await button(page, 'New location').click()
  await page.getByLabel('Name', { exact: true }).fill('Hangzhou store')
  await page.getByLabel('Code', { exact: true }).fill('HZ')
  await page.getByLabel('Kind').click()
  await page.locator('.ant-select-item-option', { hasText: 'Store' }).click()
  await page.getByLabel('Province').fill('nowhere')
  await button(page, 'Save').click()
  await page.locator('.ant-form-item-explain-error').waitFor()
  assert.deepEqual(faults().length, 1)
  await page.getByLabel('Province').fill('浙江省')
  await page.getByLabel('City').fill('杭州市')
  await button(page, 'Save').click()
  await heading(page, 'Hangzhou store').waitFor()
  await page.getByText('浙江省 杭州市').waitFor()
  await button(page, 'Edit').click()
  await page.getByRole('dialog').getByLabel('Priority').fill('5')
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.locator('dd', { hasText: /^5$/ }).waitFor()
  await button(page, 'Close').click()
  await page.getByRole('tooltip').getByRole('button', { name: 'Close' }).click()
  await page.getByRole('tooltip').waitFor({ state: 'hidden' })
  await button(page, 'Reopen').click()
  await page.getByRole('tooltip').getByRole('button', { name: 'Reopen' }).click()
  await page.getByRole('tooltip').waitFor({ state: 'hidden' })
  await button(page, 'Close').waitFor()
  await close()

  const reader = await office.enter({ roles: ['read_only'], where: '/locations' })
  await reader.page.getByRole('link', { name: 'Hangzhou store' }).waitFor()
  assert.equal(await button(reader.page, '新建地点').getAttribute('aria-disabled'), 'true')
  await reader.page.getByRole('link', { name: '上海仓' }).click()
  await reader.page.getByRole('row', { name: /^A / }).waitFor()
  assert.deepEqual(reader.faults(), [])
  await reader.close()
})

for (const [look, width, colorScheme, language] of looks) {
  test(`the pages of customers and places can be read and reached, ${look}`, async () => {
    const { page, faults, close } = await office.enter({
      ...{ roles: ['owner'], language, colorScheme, viewport: { width, height: 844 }, where: '/customers' },
    })
    const open = async (name: string, where: string, shown: string) => {
      await page.goto(new URL(where, office.address).href)
      await page.locator(shown).first().waitFor({ state: 'attached' })
      await page.waitForLoadState('networkidle')
      await judgePage(page, `${name}, ${look}`)
    }
    const link = page.locator('[role=gridcell] a').first()
    await open('customers list', '/customers', '[role=gridcell] a')
    await open('customer', (await link.getAttribute('href')) ?? '', 'dl')
    await open('new customer', '/customers/new', 'input')
    await open('import customers', '/customers/import', 'input[type=file]')
    await open('locations list', '/locations', '[role=gridcell] a')
    await open('location', (await link.getAttribute('href')) ?? '', 'dl')
    await open('new location', '/locations/new', 'input')
    await open('import stock', '/locations/stock-import', 'input[type=file]')
    assert.deepEqual(faults(), [])
    await close()
  })
}
