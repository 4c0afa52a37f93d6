import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { changeMerchant } from '../../src/access/change-merchant.ts'
import { createProducts } from '../../src/catalog/create-products.ts'
import { runCommand } from '../../src/platform/command.ts'
import { sampleActor } from '../../src/training/sample-shop/sample-world.ts'
import { type Office, openOffice } from './office.ts'

let office: Office
before(async () => {
  office = await openOffice()
})
after(() => office.close())

const open = (page: Page, address: string) => page.goto(`${office.address}${address}`)
/** What was done is told for a while at the top. */
const told = (page: Page, text: string | RegExp) => page.locator('.ant-message').getByText(text).first().waitFor()
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })

test('the owner gives the shop a name, and rules to its orders, in Chinese', async () => {
  const { page, faults, close } = await office.enter({ roles: ['owner'], where: '/settings/shop' })
  await page.getByLabel('店铺名称').fill('西湖茶叶店')
  await button(page, '保存').click()
  await told(page, '已保存')
  await page.getByRole('link', { name: '西湖茶叶店' }).waitFor()

  await page.getByRole('link', { name: '订单规则' }).click()
  await page.getByLabel('最多拆成几处发货').fill('5')
  await button(page, '添加规则').click()
  await page.getByLabel('规则代码').fill('大单')
  await page.getByLabel('订单金额不低于').fill('1000.50')
  await button(page, '保存').click()
  await page.getByText('小写字母、数字和下划线，最多 50 个').waitFor()
  await page.getByLabel('规则代码').fill('large')
  await button(page, '保存').click()
  await told(page, '已保存')
  await page.reload()
  await page.getByLabel('规则代码').waitFor()
  assert.equal(await page.getByLabel('订单金额不低于').inputValue(), '1000.50')
  assert.equal(await page.getByLabel('最多拆成几处发货').inputValue(), '5')
  const { rows } = await office.shop.owner.query<{ rules: { totalAtLeast: number }[] }>(
    `select settings -> 'reviewRules' as rules from order_settings`,
  )
  assert.equal(rows[0]?.rules[0]?.totalAtLeast, 100_050)
  assert.deepEqual(faults(), [])
  await close()
})

test('what was not saved is not lost by a click', async () => {
  const { page, faults, close } = await office.enter({ roles: ['owner'], language: 'en', where: '/settings/orders' })
  await page.getByLabel('Maximum locations per order').fill('2')
  await page.getByRole('link', { name: 'Channels' }).click()
  await button(page, 'Keep editing').click()
  assert.equal(await page.getByLabel('Maximum locations per order').inputValue(), '2')
  await page.getByRole('link', { name: 'Channels' }).click()
  await button(page, 'Discard changes').click()
  await page.getByRole('heading', { name: 'Channels' }).waitFor()
  assert.deepEqual(faults(), [])
  await close()
})

test('the owner invites somebody, changes their role, and keeps them out, in English', async () => {
  const { page, faults, close } = await office.enter({ roles: ['owner'], language: 'en', where: '/settings/staff' })
  await button(page, 'Invite staff').click()
  const panel = page.getByRole('dialog')
  await panel.getByLabel('Name').fill('Wang Wu')
  await panel.getByLabel('E-mail').fill('wangwu@example.cn')
  await panel.getByLabel('Roles').click()
  await page.locator('.ant-select-item[title=Warehouse]').click()
  await page.keyboard.press('Escape')
  await panel.getByRole('button', { name: 'Send the invitation' }).click()
  await told(page, 'Invited. No mail server is set: show the link of the invitation and hand it over')
  await panel.getByText('Invited').waitFor()
  await panel.getByLabel('Name').fill('Wang Liu')
  await panel.getByRole('button', { name: 'Save' }).click()
  await told(page, 'Saved')
  await panel.getByRole('button', { name: 'Disable' }).click()
  await page.getByRole('dialog', { name: 'Disable' }).getByRole('button', { name: 'Disable' }).click()
  await panel.getByText('Disabled').waitFor()
  await panel.getByRole('button', { name: 'Enable' }).waitFor()
  assert.deepEqual(faults(), [])
  await close()
})

test('the owner makes a role like another and compares the two', async () => {
  const { page, faults, close } = await office.enter({ roles: ['owner'], where: '/settings/roles?role=read_only' })
  await button(page, '新建角色').click()
  const panel = page.getByRole('dialog')
  await panel.getByLabel('名称').first().fill('夜班')
  await panel.getByLabel('代码').first().fill('night_shift')
  await panel.getByLabel('从已有角色开始').click()
  await page.locator('.ant-select-item[title=只读]').click()
  await panel.getByRole('checkbox', { name: '取消订单 orders.cancel' }).check()
  await panel.getByRole('button', { name: '保存' }).click()
  await told(page, '已保存')
  await open(page, '/settings/roles?role=night_shift&beside=read_only')
  await page.getByRole('switch', { name: '只看不同' }).click()
  const table = page.getByRole('region', { name: '权限' })
  assert.deepEqual(await table.locator('tbody code').allTextContents(), ['orders.cancel'])
  await page.getByRole('switch', { name: '只看不同' }).click()
  await page.getByPlaceholder('搜索权限（名称或代码）').fill('退款')
  assert.deepEqual((await table.locator('tbody code').allTextContents()).sort(), [
    'payments.approve',
    'payments.refund',
  ])
  assert.deepEqual(faults(), [])
  await close()
})

test('a key is shown once, works, and is revoked', async () => {
  const { page, faults, close } = await office.enter({ roles: ['owner'], language: 'en', where: '/settings/keys' })
  await button(page, 'New key').click()
  const panel = page.getByRole('dialog')
  await panel.getByLabel('Name').first().fill('Web shop')
  await panel.getByRole('checkbox', { name: 'See orders orders.read' }).check()
  await panel.getByRole('button', { name: 'Create key' }).click()
  await panel.getByText('This key is shown this once').waitFor()
  const key = await panel.locator('code').first().textContent()
  const answer = await fetch(`${office.address}/api/v1/orders`, { headers: { authorization: `Bearer ${key}` } })
  assert.equal(answer.status, 200)
  await panel.getByRole('button', { name: 'I have saved it' }).click()
  const row = page.getByRole('row', { name: /Web shop/ })
  assert.equal((await row.textContent())?.includes(key ?? ''), false)
  await row.getByRole('button', { name: 'Revoke' }).click()
  await page.getByRole('dialog', { name: 'Revoke' }).getByRole('button', { name: 'Revoke' }).click()
  await row.getByText('Revoked').waitFor()
  assert.deepEqual(faults(), [])
  await close()
})

test('what was proven long ago is asked for again, and then done', async () => {
  const { page, somebody, close } = await office.enter({ roles: ['owner'], where: '/settings/security' })
  await office.shop.owner.query(`update sessions set proven_at = now() - interval '2 days'`)
  await page.getByLabel('闲置多久自动退出').fill('60')
  await button(page, '保存').click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('密码', { exact: true }).fill('wrong wrong wrong')
  await dialog.getByRole('button', { name: '继续' }).click()
  await dialog.getByText('密码或验证码不正确。').waitFor()
  await dialog.getByLabel('密码', { exact: true }).fill(somebody.password)
  await dialog.getByRole('button', { name: '继续' }).click()
  await told(page, '已保存')
  await page.reload()
  await page.locator('input[id=idleMinutes]').waitFor()
  assert.equal(await page.getByLabel('闲置多久自动退出').inputValue(), '60')
  await close()
})

test('a write-off waits for somebody else, who sees what it will do, and does it', async () => {
  const asker = await office.enter({ roles: ['warehouse'], where: '/approvals' })
  const body = JSON.stringify({
    locationId: office.shop.shanghai,
    ...{ reason: 'damage', reference: '摔坏', lines: [{ sku: 'A', quantity: -7 }] },
  })
  const status = await asker.page.evaluate(
    `fetch('/api/v1/stock/adjustments', { method: 'POST', body: ${JSON.stringify(body)},
      headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() } }).then(({ status }) => status)`,
  )
  assert.equal(status, 202)
  await asker.page.reload()
  await button(asker.page, '报损').click()
  await asker.page.getByRole('dialog').getByRole('button', { name: '撤回申请' }).waitFor()
  await asker.close()

  const { page, faults, close } = await office.enter({ roles: ['manager'], language: 'en', where: '/approvals' })
  await page.getByRole('cell', { name: '7 pieces' }).waitFor()
  await button(page, 'Write-off').click()
  const panel = page.getByRole('dialog')
  await panel.getByText('adjust stock at 1 location').waitFor()
  await panel.getByLabel('Note').fill('Seen it')
  await panel.getByRole('button', { name: 'Approve' }).click()
  await told(page, 'Approved and carried out')
  await panel.getByText('Seen it').waitFor()
  const { rows } = await office.shop.owner.query(`
    select on_hand::int from inventory_levels where item_id = '${office.shop.variants.get('A')}'`)
  assert.deepEqual(rows, [{ on_hand: 93 }])
  assert.deepEqual(faults(), [])
  await close()
})

test('an auditor searches the audit, sees before and after, and changes nothing', async () => {
  for (const name of ['从前的店', '现在的店']) await office.shop.command((command) => changeMerchant(command, { name }))
  const { page, faults, close } = await office.enter({ roles: ['auditor'], language: 'en', where: '/audit' })
  await page.getByText(/^Sealed up to|^Entries are sealed/).waitFor()
  await page.getByLabel('Kind').fill('Shop')
  await page.locator('.ant-select-item[title=Shop]').click()
  await page.getByText('Shop: changed').first().waitFor()
  await button(page, 'Expand row').first().click()
  const details = page.locator('.ant-table-expanded-row')
  await details.getByText('从前的店').waitFor()
  await details.getByText('现在的店').waitFor()
  await details.getByRole('button', { name: 'This object only' }).click()
  await page.waitForURL(/objectId=/)
  await open(page, '/settings/staff')
  await button(page, 'Invite staff').and(page.locator('[aria-disabled=true]')).waitFor()
  assert.deepEqual(faults(), [])
  await close()
})

test('who may only read sees what that is, and is told why the rest is closed, in Chinese', async () => {
  const { page, faults, close } = await office.enter({ roles: ['read_only'], where: '/settings' })
  const shown = await page.locator('#page li a').allTextContents()
  assert.ok(shown.includes('店铺') && !shown.includes('员工') && !shown.includes('API 密钥'), shown.join(' '))
  await page.locator('#page').getByRole('link', { name: '店铺' }).click()
  await page.getByLabel('店铺名称').and(page.locator(':disabled')).waitFor()
  await open(page, '/settings/staff')
  await page.getByRole('heading', { name: '您没有权限查看这个页面' }).waitFor()
  await page.getByText('需要“查看员工与角色”的权限').waitFor()
  assert.deepEqual(faults(), [])
  await close()
})

test('the sample shop goes after it was shown in numbers what that comes to', async () => {
  const { runtime, merchantId, owner } = office.shop
  await runCommand(runtime, { merchantId, actor: sampleActor }, (command) =>
    createProducts(command, [{ name: '示例茶', variants: [{ sku: 'SAMPLE-TEA' }] }]),
  )
  const { page, faults, close, somebody } = await office.enter({ roles: ['owner'], where: '/settings/shop' })
  // Whoever came in a while ago is asked who they are before the numbers are shown.
  await owner.query(`update sessions set proven_at = proven_at - interval '16 minutes'`)
  await button(page, '移除示例店').click()
  const proof = page.getByRole('dialog', { name: '请再次确认是您本人' })
  await proof.getByLabel('密码').fill(somebody.password)
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: '移除示例店' }).or(page.getByRole('dialog', { name: '已移除' }))
  await dialog.getByText('下架 1 个商品').waitFor()
  const count = async () =>
    (await owner.query(`select from products where name = '示例茶' and status = 'active'`)).rowCount
  assert.equal(await count(), 1)
  await dialog.getByRole('button', { name: '确认移除' }).click()
  await dialog.getByText('示例店已移除：').waitFor()
  assert.equal(await count(), 0)
  await dialog.locator('footer, .ant-modal-footer').getByRole('button', { name: '关闭' }).click()
  await page.getByText('已移除：', { exact: false }).first().waitFor()
  assert.deepEqual(faults(), ['403 /api/v1/sample-shop'])
  await close()
})
