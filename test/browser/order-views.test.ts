import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { words as lists } from '../../web/lists/words/zh-cn.ts'
import { words as zh } from '../../web/orders/list/words/zh-cn.ts'
import { words as platform } from '../../web/platform/words/zh-cn.ts'
import { words as workspace } from '../../web/workspace/words/zh-cn.ts'
import { type Office, openOffice } from './office.ts'
import { fillOrders, rowsOf } from './order-desk.ts'

const wide = { width: 1440, height: 900 }

let office: Office
before(async () => {
  office = await openOffice()
  await fillOrders(office, 130)
})
after(() => office.close())

const fill = (text: string, facts: Record<string, string | number>) =>
  text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(facts[name]))

test('columns are hidden, moved, drawn wider and frozen; they are the person’s, and can be reset', async () => {
  const { page, faults, close } = await office.enter({ roles: ['order_clerk'], where: '/orders', viewport: wide })
  const titles = () => page.getByRole('columnheader').allTextContents()
  await rowsOf(page).first().waitFor()
  const atFirst = await titles()
  await page.getByRole('button', { name: platform.columns }).click()
  await page.getByRole('checkbox', { name: zh.column_receiver, exact: true }).click()
  await page.getByRole('button', { name: fill(platform.column_freeze, { title: zh.column_total }) }).click()
  await page.getByRole('button', { name: fill(platform.column_down, { title: zh.column_placedAt }) }).click()
  await page.keyboard.press('Escape')
  const widthOfLines = async () =>
    (await page.getByRole('columnheader', { name: zh.column_lines }).boundingBox())?.width ?? 0
  const narrow = await widthOfLines()
  // What is changed is kept one after the other: this width is the last.
  const widened = `"key":"lines","width":${narrow + 60}`
  const kept = page.waitForResponse(
    (answer) => answer.request().method() === 'PUT' && answer.request().postData()?.includes(widened) === true,
  )
  const edge = page.locator('[data-edge=lines]')
  const { x = 0, y = 0 } = (await edge.boundingBox()) ?? {}
  await page.mouse.move(x + 3, y + 8)
  await page.mouse.down()
  await page.mouse.move(x + 63, y + 8, { steps: 4 })
  await page.mouse.up()
  assert.equal((await kept).status(), 200)
  const changed = await titles()
  assert.deepEqual(changed.slice(0, 3), ['', zh.column_number, zh.column_total])
  assert.ok(!changed.includes(zh.column_receiver) && atFirst.includes(zh.column_receiver))
  assert.equal(await widthOfLines(), narrow + 60)
  await page.reload()
  await rowsOf(page).first().waitFor()
  assert.deepEqual(await titles(), changed)
  await page.getByRole('button', { name: platform.columns }).click()
  await page.getByRole('button', { name: platform.columns_reset }).click()
  await page
    .getByRole('columnheader')
    .nth(atFirst.length - 1)
    .waitFor()
  assert.deepEqual(await titles(), atFirst)
  assert.deepEqual(faults(), [])
  await close()
})

test('a view holds what is shown; shared, colleagues open it by its name or its address', async () => {
  const manager = await office.enter({
    roles: ['manager'],
    where: '/orders?channel=phone&sort=highest',
    viewport: wide,
  })
  const { page } = manager
  await rowsOf(page).first().waitFor()
  await page.getByRole('button', { name: new RegExp(`^${workspace.views}`) }).click()
  await page.getByText(workspace.view_save_new).click()
  await page.getByLabel(workspace.view_name).fill('电话大单')
  await page.getByText(workspace.view_share).click()
  await page.getByRole('button', { name: platform.save, exact: true }).click()
  await page.getByText(workspace.view_saved).waitFor()
  await page.waitForURL(/view=/)
  const address = new URL(page.url())
  assert.deepEqual(manager.faults(), [])
  await manager.close()

  const clerk = await office.enter({ roles: ['order_clerk'], where: '/orders', viewport: wide })
  await clerk.page.getByRole('button', { name: new RegExp(`^${workspace.views}`) }).click()
  await clerk.page.getByRole('menuitem', { name: '电话大单' }).click()
  await clerk.page.waitForURL(/view=/)
  const opened = new URL(clerk.page.url())
  assert.equal(opened.searchParams.get('channel'), 'phone')
  assert.equal(opened.searchParams.get('sort'), 'highest')
  assert.equal(opened.searchParams.get('view'), address.searchParams.get('view'))
  await clerk.page.getByRole('button', { name: `${workspace.views}: 电话大单` }).waitFor()
  assert.deepEqual(clerk.faults(), [])
  await clerk.close()
})

test('what is new is told and moves nothing; it comes when it is taken', async () => {
  const { page, faults, close } = await office.enter({ roles: ['order_clerk'], where: '/nowhere', viewport: wide })
  // What is placed while the list is on its way comes with it, and nothing that stands in it is new.
  const held = Promise.withResolvers<void>()
  await page.route(/\/api\/v1\/orders\?(?!.*sort=)/, async (route) => {
    await held.promise
    await route.continue()
  })
  await page.getByRole('menuitem', { name: '订单' }).getByRole('link').click()
  await page.getByRole('grid').waitFor()
  const looked = page.waitForResponse(/\/api\/v1\/orders\?.*sort=newest/)
  await fillOrders(office, 1)
  await looked
  held.resolve()
  await rowsOf(page).first().waitFor()
  assert.equal(await page.getByRole('button', { name: /个新订单/ }).count(), 0)
  const first = await rowsOf(page).first().getAttribute('id')
  await fillOrders(office, 2)
  await page.getByRole('button', { name: fill(zh.news, { count: 2 }) }).waitFor()
  assert.equal(await rowsOf(page).first().getAttribute('id'), first)
  await page.getByRole('button', { name: fill(zh.news, { count: 2 }) }).click()
  await page.locator(`[role=row][aria-rowindex='2']:not([id='${first}'])`).waitFor()
  assert.deepEqual(faults(), [])
  await close()
})

test('a tab whose quick count is not sure shows it, and then the exact one', async () => {
  const { page, faults, close } = await office.enter({ roles: ['order_clerk'], where: '/nowhere', viewport: wide })
  const tab = page.getByRole('navigation', { name: zh.tabs }).getByRole('button', { name: /^已处理/ })
  const held = Promise.withResolvers<void>()
  const exact = Promise.withResolvers<number>()
  await page.route(/\/api\/v1\/orders\/counts(?!.*holdKind)/, async (route) => {
    const answer = await route.fetch()
    const counts = (await answer.json()) as { stages: { stage: string; orders: number; more?: boolean }[] }
    const processed = counts.stages.find(({ stage }) => stage === 'processed')
    assert.ok(processed !== undefined && processed.orders > 7)
    if (route.request().url().includes('exact=true')) {
      exact.resolve(processed.orders)
      await held.promise
    } else Object.assign(processed, { orders: 7, more: true })
    await route.fulfill({ response: answer, json: counts })
  })
  await page.getByRole('menuitem', { name: '订单' }).getByRole('link').click()
  await tab.getByText('7+', { exact: true }).waitFor()
  held.resolve()
  await tab.getByText(String(await exact.promise), { exact: true }).waitFor()
  assert.deepEqual(faults(), [])
  await close()
})

test('only what is looked at is drawn; all that match are chosen without being read; the place is found again', async () => {
  const { page, faults, close } = await office.enter({ roles: ['manager'], where: '/orders', viewport: wide })
  await rowsOf(page).first().waitFor()
  assert.ok((await rowsOf(page).count()) < 60)
  await page.getByRole('checkbox', { name: platform.list_choose_shown }).click()
  const all = page.getByRole('region', { name: platform.selection }).getByRole('button', { name: /选择全部/ })
  const count = (await all.textContent())?.match(/\d+/)?.[0] ?? ''
  await all.click()
  await page.getByText(fill(platform.selection_all, { count })).waitFor()
  await page.getByRole('button', { name: zh.act_note, exact: true }).first().click()
  await page
    .getByRole('dialog')
    .getByText(fill(lists.effect_ready, { ready: count, selected: count }))
    .waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('grid').evaluate((grid) => grid.scrollTo({ top: 2000 }))
  await page.locator("[role=row][aria-rowindex='55']").waitFor()
  const place = await page.getByRole('grid').evaluate((grid) => grid.scrollTop)
  await rowsOf(page).nth(12).getByRole('link').click()
  await page.waitForURL(/orders\/[0-9a-f-]{36}/)
  await page.goBack()
  await rowsOf(page).first().waitFor()
  assert.equal(await page.getByRole('grid').evaluate((grid) => grid.scrollTop), place)
  assert.deepEqual(faults(), [])
  await close()
})
