import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import {
  cells,
  countKeys,
  field,
  focused,
  goodsBox,
  openTeaShop,
  paste,
  placedNumber,
  receiverBox,
} from './entry-form.ts'
import type { Office } from './office.ts'

let office: Office
before(async () => {
  office = await openTeaShop()
})
after(() => office.close())

const address = '王小明 13800138000 浙江省杭州市西湖区文三路90号'

test('a draft comes back after a reload, is found in the list, and goes when it is placed or discarded', async () => {
  const { page, faults, close } = await office.enter({ roles: ['order_clerk'], where: '/orders/new' })
  await receiverBox(page).waitFor()
  await paste(page, receiverBox(page), address)
  await focused(goodsBox(page))
  await paste(page, goodsBox(page), 'TEA-500\t2\nHALF-TYPED\tx')
  await page.locator('[data-saving=saved]').waitFor()
  assert.match(page.url(), /\?draft=/)
  await page.reload()
  await cells(page, 'quantity').nth(1).waitFor()
  assert.equal(await field(page, 'contact.name').inputValue(), '王小明')
  assert.equal(await cells(page, 'quantity').nth(1).inputValue(), 'x')
  await page.getByRole('link', { name: '草稿' }).click()
  await page.getByRole('link', { name: /王\*\* 138\*\*\*\*8000/ }).click()
  await cells(page, 'quantity').nth(1).waitFor()
  await page.getByRole('button', { name: '删除 HALF-TYPED' }).click()
  await page.locator('[data-total="2000"]').waitFor()
  await page.keyboard.press('Control+Enter')
  await placedNumber(page)
  await page.getByRole('link', { name: '草稿' }).click()
  await page.getByText('没有草稿').waitFor()
  await page.getByRole('link', { name: '新订单' }).first().click()
  await paste(page, receiverBox(page), address)
  await page.locator('[data-saving=saved]').waitFor()
  await page.getByRole('link', { name: '草稿' }).click()
  await page.getByRole('button', { name: '删除' }).click()
  await page.getByRole('tooltip').getByRole('button', { name: '删除' }).click()
  await page.getByText('没有草稿').waitFor()
  assert.deepEqual(faults(), [])
  await close()
})

test('who goes to another page at once loses nothing', async () => {
  const { page, faults, close } = await office.enter({ roles: ['owner'], language: 'en', where: '/orders/new' })
  await receiverBox(page).waitFor()
  await paste(page, receiverBox(page), address)
  await page.locator('[data-saving=saved]').waitFor()
  await field(page, 'contact.name').fill('Another Name')
  await page.getByRole('link', { name: 'Drafts' }).click()
  await page.getByRole('table').getByRole('link').click()
  await field(page, 'contact.name').waitFor()
  assert.equal(await field(page, 'contact.name').inputValue(), 'Another Name')
  assert.deepEqual(faults(), [])
  await close()
})

test('two windows on one draft: the second is told, and somebody decides', async () => {
  const { page, close } = await office.enter({ roles: ['order_clerk'], where: '/orders/new' })
  await receiverBox(page).waitFor()
  await paste(page, receiverBox(page), address)
  await page.locator('[data-saving=saved]').waitFor()
  const other = await page.context().newPage()
  await other.goto(page.url())
  await field(other, 'contact.name').fill('那边')
  await other.locator('[data-saving=waiting], [data-saving=saving]').waitFor()
  await other.locator('[data-saving=saved]').waitFor()
  await field(page, 'contact.name').fill('这边')
  await page.getByText('另一个窗口改过这份草稿。').waitFor()
  await page.getByRole('button', { name: '以这里为准' }).click()
  await page.locator('[data-saving=saved]').waitFor()
  await page.reload()
  await field(page, 'contact.name').waitFor()
  assert.equal(await field(page, 'contact.name').inputValue(), '这边')
  await close()
})

for (const [language, role] of [
  ['zh-CN', 'order_clerk'],
  ['en', 'owner'],
] as const) {
  test(`an order of a known customer is repeated in a few keys, ${language}`, async () => {
    const phone = language === 'en' ? '13900001111' : '13900002222'
    const name = language === 'en' ? 'Known Buyer' : '老客户'
    const { page, faults, close } = await office.enter({ roles: [role], language, where: '/orders/new' })
    await receiverBox(page).waitFor()
    await paste(page, receiverBox(page), `${name} ${phone} 浙江省杭州市西湖区文三路90号`)
    await focused(goodsBox(page))
    await page.getByRole('checkbox').check()
    await paste(page, goodsBox(page), 'TEA-500\t2\nA\t1')
    await page.locator('[data-total="3000"]').waitFor()
    await page.keyboard.press('Control+Enter')
    const first = await placedNumber(page)
    // A new customer is found once the index was drained.
    await office.shop.drainAll()
    const keys = countKeys(page)
    await focused(receiverBox(page))
    const began = performance.now()
    await keys.type(phone)
    await page.getByRole('option', { name: `139****${phone.slice(-4)}` }).waitFor()
    await keys.press('Enter')
    await page.getByRole('heading', { name: /最近订单|Recent orders/ }).waitFor()
    await keys.press('Alt+r')
    await page.locator('[data-total="3000"]').waitFor()
    await keys.press('Control+Enter')
    await page.getByText(new RegExp(`(?:订单|Order) ${first + 1}`)).waitFor()
    const seconds = (performance.now() - began) / 1000
    assert.ok(keys.pressed() <= 14, `${keys.pressed()} keys`)
    assert.ok(seconds < 10, `${seconds} s`)
    // The same from the page of the order itself, which the list leads to.
    const more = keys.pressed()
    await page.goto(`${office.address}/orders?text=${first}`)
    await page.getByRole('button', { name: /新建订单|New order/ }).waitFor()
    await page.getByRole('link', { name: String(first), exact: true }).click()
    await page.getByRole('button', { name: /更多操作|More actions/ }).click()
    await page.getByRole('menuitem', { name: /再来一单|Order again/ }).click()
    await page.locator('[data-total="3000"]').waitFor()
    await keys.press('Control+Enter')
    await page.getByText(new RegExp(`(?:订单|Order) ${first + 2}`)).waitFor()
    assert.equal(keys.pressed() - more, 1)
    assert.deepEqual(faults(), [])
    await close()
  })
}

test('what an order begins with is set for oneself and a channel, and leaves alone what was typed', async () => {
  const { page, faults, close } = await office.enter({ roles: ['owner'], where: '/orders/new' })
  await page.getByText('电话', { exact: true }).waitFor()
  await field(page, 'shipping').fill('12')
  await page.getByRole('button', { name: '设为默认值…' }).click()
  await page.getByRole('menuitem', { name: '我的默认值' }).click()
  await page.getByRole('dialog').getByText('¥12.00').waitFor()
  await page.getByRole('dialog').getByRole('button', { name: '保存' }).click()
  await page.getByText('已设为默认值').waitFor()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.reload()
  await page.locator('[data-field=shipping] input[value="12.00"]').waitFor()
  await field(page, 'shipping').fill('8')
  await page.getByRole('button', { name: '设为默认值…' }).click()
  await page.getByRole('menuitem', { name: /渠道「电话/ }).click()
  await page.getByRole('dialog').getByRole('button', { name: '保存' }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.reload()
  await page.locator('[data-field=shipping] input[value="8.00"]').waitFor()
  assert.deepEqual(faults(), [])
  await close()
})

test('a clerk sets their own defaults, and is told what the others would need', async () => {
  const { page, faults, close } = await office.enter({ roles: ['order_clerk'], language: 'en', where: '/orders/new' })
  await page.getByText('电话', { exact: true }).waitFor()
  await page.getByRole('button', { name: 'Set as defaults…' }).click()
  await page.getByRole('menuitem', { name: /Needs the permission settings.write/ }).waitFor()
  await page.getByRole('menuitem', { name: /Choose a customer first/ }).waitFor()
  await page.getByRole('menuitem', { name: 'My defaults' }).click()
  await page.getByRole('dialog').getByText('电话', { exact: true }).waitFor()
  assert.deepEqual(faults(), [])
  await close()
})
