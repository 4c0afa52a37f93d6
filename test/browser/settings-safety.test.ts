import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { judgePage, type Office, openOffice } from './office.ts'

let office: Office
before(async () => {
  office = await openOffice()
})
after(() => office.close())

const button = (page: Page, name: string) => page.getByRole('button', { name })
const told = (page: Page, text: string) => page.locator('.ant-message').getByText(text).first().waitFor()

/** Asks the API from within the page, as whoever is signed in. */
function post(page: Page, path: string, body: object): Promise<number> {
  return page.evaluate(`fetch('/api/v1${path}', { method: 'POST', body: ${JSON.stringify(JSON.stringify(body))},
    headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() } }).then(({ status }) => status)`)
}

test('a customer is found, copied, held and, once that has ended, erased, in Chinese', async () => {
  const { page, faults, close } = await office.enter({ roles: ['manager'], where: '/settings/privacy' })
  const contact = { name: '李建国', phone: '13900139000', country: 'CN' }
  assert.equal(await post(page, '/customers', { contact }), 201)
  await office.shop.drainAll()
  await page.getByPlaceholder('姓名、电话、电话后四位或邮箱').fill('13900139000')
  await page.keyboard.press('Enter')
  await page.getByRole('listitem').filter({ hasText: '139****9000' }).getByRole('button').click()
  const panel = page.getByRole('dialog')
  const copy = page.waitForEvent('download')
  await button(page, '导出表格（CSV）').click()
  assert.match((await copy).suggestedFilename(), /\.csv$/)
  await panel.getByLabel('原因').fill('诉讼')
  await panel.getByRole('button', { name: '保全', exact: true }).click()
  await panel.getByText('有依法保全').waitFor()
  await page.locator('#page table').getByText(/^客户/).waitFor()
  await panel.getByRole('button', { name: '删除个人信息' }).and(page.locator('[aria-disabled=true]')).waitFor()
  await panel.getByRole('button', { name: '解除保全' }).click()
  await panel.getByText('有依法保全').waitFor({ state: 'detached' })
  await panel.getByRole('button', { name: '删除个人信息' }).click()
  const question = page.locator('.ant-modal-confirm')
  await question.getByText('将删除 1 位联系人的信息').waitFor()
  await question.getByRole('button', { name: '删除个人信息' }).click()
  await told(page, '已删除')
  const { rowCount } = await office.shop.owner.query(`select from people where wrapped_key is null`)
  assert.equal(rowCount, 1)
  assert.deepEqual(faults(), [])
  await close()
})

test('how much may be seen is set within bounds, and the rules say whom they would erase', async () => {
  const { page, faults, close } = await office.enter({ roles: ['manager'], language: 'en', where: '/settings/privacy' })
  await page.getByLabel('Customers').fill('400')
  await button(page, 'Save').click()
  await told(page, 'Saved')
  await page.getByText(/^By the saved rules \d+ customers and \d+ guests are due now/).waitFor()
  const { rows } = await office.shop.owner.query(`select settings -> 'retention' as kept from privacy_settings`)
  assert.deepEqual(rows, [{ kept: { customersAfterDays: 400, guestsAfterDays: null } }])
  assert.deepEqual(faults(), [])
  await close()
})

test('what was made in bulk is taken back as a whole, and says how much of it was', async () => {
  const { page, faults, close } = await office.enter({ roles: ['manager'], language: 'en', where: '/settings/undo' })
  await page.getByText('Nothing to undo').first().waitFor()
  const products = ['Tea', 'Cup'].map((name) => ({ name, variants: [{ sku: `UNDO-${name}` }] }))
  assert.equal(await post(page, '/products/batch', { products }), 200)
  await page.reload()
  await page.getByText('Created 2 products').waitFor()
  await button(page, 'Undo').first().click()
  await page.locator('.ant-modal-confirm').getByRole('button', { name: 'Undo' }).click()
  await page.getByText('2 rows are as before; 0 were changed since and stay').waitFor()
  const { rowCount } = await office.shop.owner.query(
    `select from products where name in ('Tea', 'Cup') and status = 'active'`,
  )
  assert.equal(rowCount, 0)
  assert.deepEqual(faults(), [])
  await close()
})

test('what was given up is listed with its object, set aside, put back, and tried again', async () => {
  await office.shop.owner.query(`
    insert into event_deliveries (merchant_id, subscriber, object_id, version, attempts, due_at, dead_at, failure)
    select merchant_id, subscriber, object_id, version, 38, now(), now(), 'Error: no paper for 张三丰' from (
      select * from events where type = 'product.created' limit 1
    ) event cross join unnest(array['order_figures', 'nobody_any_more']) subscriber`)
  const { page, faults, close } = await office.enter({ roles: ['owner'], where: '/settings/dead-letters' })
  await page.getByRole('row', { name: /nobody_any_more/ }).waitFor()
  const row = page.getByRole('row', { name: /更新统计数字/ })
  await row.getByText('Error: no paper for ***').waitFor()
  assert.match((await row.getByRole('link', { name: '打开商品' }).getAttribute('href')) ?? '', /^\/products\//)
  await row.locator('.ant-table-row-expand-icon').click()
  await page.getByRole('link', { name: '该对象的全部记录' }).waitFor()
  await page.getByRole('rowheader').first().waitFor()
  await judgePage(page, 'dead letters')

  await row.getByRole('button', { name: /^搁\s*置$/ }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: /搁\s*置/ }).click()
  await dialog.getByText('必填').waitFor()
  await dialog.getByLabel('原因').click()
  await page.locator('.ant-select-item-option', { hasText: '不必再做' }).click()
  await dialog.getByRole('button', { name: /搁\s*置/ }).click()
  await told(page, '已搁置')
  await button(page, '已搁置').click()
  await page.getByRole('row', { name: /不必再做/ }).waitFor()
  await page.getByRole('button', { name: /^放\s*回$/ }).click()
  await page
    .locator('.ant-modal-confirm')
    .getByRole('button', { name: /^放\s*回$/ })
    .click()
  await page.getByText('没有搁置的事件').waitFor()
  await button(page, '待处理').click()
  await page.getByRole('row', { name: /nobody_any_more/ }).waitFor()
  await row.getByRole('button', { name: '重新处理' }).click()
  await told(page, '1 个事件将重新处理')
  await row.waitFor({ state: 'detached' })
  await button(page, '全部重新处理').click()
  await page.locator('.ant-modal-confirm').getByRole('button', { name: '全部重新处理' }).click()
  await told(page, '1 个事件将重新处理')
  await page.getByText('没有未能处理的事件').waitFor()
  assert.deepEqual(faults(), [])
  await close()
})

test('where no mail server is set, the link of an invitation is shown once, and lets them in', async () => {
  const { page, faults, close } = await office.enter({ roles: ['owner'], language: 'en', where: '/settings/staff' })
  const invitation = { name: 'By Hand', email: 'by-hand@example.cn', roles: ['store'], locale: 'en' }
  assert.equal(await post(page, '/staff', invitation), 201)
  await page.reload()
  await button(page, 'By Hand').click()
  await button(page, 'Show the invitation link').click()
  const link = await page.getByRole('dialog').locator('code').textContent()
  assert.match(link ?? '', /\/invitation#token=[\w-]{87}$/)
  const guest = await page.context().browser()?.newPage()
  await guest?.goto(link ?? '')
  await guest?.getByLabel('New password').fill('an otter hums 9 quiet tunes')
  await guest?.getByRole('button', { name: 'Join' }).click()
  // They stand at Home, and are shown around.
  await guest?.getByRole('heading', { name: 'Home', level: 1 }).waitFor()
  await guest?.locator('.ant-tour').getByText('Welcome to Yidan').waitFor()
  await guest?.close()
  assert.deepEqual(faults(), [])
  await close()
})
