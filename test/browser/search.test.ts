import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { makeSomebody } from '../support/people.ts'
import { receiver } from '../support/shop.ts'
import { placeHomeOrders } from './home-orders.ts'
import { judgePage, looks, type Office, openOffice } from './office.ts'

let office: Office
let placed: Awaited<ReturnType<typeof placeHomeOrders>>
before(async () => {
  office = await openOffice()
  placed = await placeHomeOrders(office)
})
after(() => office.close())

const box = (page: Page) => page.getByRole('dialog').getByRole('combobox')
const option = (page: Page, name: string | RegExp) => page.getByRole('option', { name })

for (const [look, width, colorScheme, language] of looks) {
  test(`what is found can be read, ${look}`, async () => {
    const { page, faults, close } = await office.enter({
      ...{ roles: ['owner'], language, colorScheme, viewport: { width, height: 844 } },
    })
    await page.getByRole('button', { name: language === 'en' ? 'Search and commands' : '搜索与命令' }).click()
    await box(page).fill(receiver.phone)
    await option(page, new RegExp(String(placed.numbers.get('plain')))).waitFor()
    await judgePage(page, `search, ${look}`)
    assert.deepEqual(faults(), [])
    await close()
  })
}

test('a whole number that is pasted opens its order at once; it is recent afterwards', async () => {
  const { page, faults, close } = await office.enter({ roles: ['order_clerk'], language: 'zh-CN' })
  const number = String(placed.numbers.get('held'))
  await page.evaluate(`navigator.clipboard.writeText('${number}')`)
  await page.keyboard.press('Control+k')
  await box(page).waitFor()
  await page.keyboard.press('Control+v')
  await page.waitForURL(`**/orders/${placed.ids.get('held')}`)
  await page.keyboard.press('Control+k')
  await option(page, number).waitFor()
  await box(page).fill('shouhou')
  await page.getByText('没有找到“shouhou”').waitFor()
  await box(page).fill('xinjiankehu')
  await option(page, '新建客户').waitFor()
  await page.keyboard.press('Control+k')
  await box(page).waitFor({ state: 'hidden' })
  await page.keyboard.press('Control+k')
  // At once, as who types quickly does.
  await page.keyboard.type('zz9')
  await box(page).and(page.locator('[value="zz9"]')).waitFor()
  await page.keyboard.press('Escape')
  await box(page).waitFor({ state: 'hidden' })
  assert.deepEqual(faults(), [])
  await close()
})

test('what is typed is found by keyboard alone: a channel’s number, a name, a command', async () => {
  const { page, faults, close } = await office.enter({ roles: ['customer_service'], language: 'en' })
  await page.getByRole('heading', { name: 'Home' }).waitFor()
  await page.keyboard.press('/')
  await box(page).fill('TB-2026-77001')

  await option(page, 'TB-2026-77001').waitFor()
  await page.keyboard.press('Enter')
  await page.waitForURL(`**/orders/${placed.ids.get('guangdong')}`)
  await page.keyboard.press('Control+k')
  await box(page).fill('new customer')
  await option(page, 'New customer').waitFor()
  assert.equal(await page.getByText('Nothing found').count(), 0)
  await page.keyboard.press('Enter')
  await page.waitForURL('**/customers/new')
  await page.keyboard.press('Control+k')
  await box(page).fill('dark')
  await option(page, 'Switch to dark mode').waitFor()
  await page.keyboard.press('Enter')
  await page.locator('html[data-theme=dark]').waitFor()
  assert.deepEqual(faults(), [])
  await close()
})

test('staff are found by a part of their name and by its pinyin, and opened, by who may see them', async () => {
  const { page, faults, close } = await office.enter({ roles: ['owner'], language: 'zh-CN' })
  const { runtime, merchantId } = office.shop
  await makeSomebody(runtime, merchantId, { email: 'wang@example.cn', name: '王晓明', roles: ['store'] })
  for (const typed of ['晓明', 'xiaoming', 'wxm']) {
    await page.keyboard.press('Control+k')
    await box(page).fill(typed)
    await option(page, '王晓明').waitFor()
    await page.keyboard.press('Escape')
    await box(page).waitFor({ state: 'hidden' })
  }
  await page.keyboard.press('Control+k')
  await box(page).fill('wangxiaoming')
  await option(page, '王晓明').click()
  await page.getByRole('dialog').getByText('王晓明').first().waitFor()
  assert.match(page.url(), /\/settings\/staff\?open=/)
  assert.deepEqual(faults(), [])
  await close()
  const clerk = await office.enter({ roles: ['order_clerk'], language: 'zh-CN' })
  await clerk.page.keyboard.press('Control+k')
  await box(clerk.page).fill('wangxiaoming')
  await clerk.page.getByText('没有找到“wangxiaoming”').waitFor()
  await clerk.close()
})

test('nothing is searched while a word is being composed', async () => {
  const { page, faults, close } = await office.enter({ roles: ['order_clerk'], language: 'zh-CN' })
  const asked: string[] = []
  page.on('request', (request) => {
    const { pathname, searchParams } = new URL(request.url())
    if (pathname.endsWith('/search')) asked.push(searchParams.get('text') ?? '')
  })
  await page.keyboard.press('Control+k')
  await box(page).waitFor()
  const session = await page.context().newCDPSession(page)
  for (const text of ['z', 'zhang', '张']) {
    await session.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length })
  }
  await session.send('Input.insertText', { text: '张' })
  await option(page, new RegExp(String(placed.numbers.get('plain')))).waitFor()
  assert.deepEqual(asked, ['张'])
  assert.deepEqual(faults(), [])
  await close()
})

test('who may not place orders is not offered it; who is narrowed finds nothing of others', async () => {
  const reader = await office.enter({ roles: ['read_only'], language: 'zh-CN' })
  await reader.page.keyboard.press('Control+k')
  await option(reader.page, '快捷键一览').waitFor()
  assert.equal(await option(reader.page, '录入新订单').count(), 0)
  await reader.close()
  const narrowed = await office.enter({ roles: ['warehouse'], language: 'en', locationIds: [office.shop.beijing] })
  await narrowed.page.keyboard.press('Control+k')
  await box(narrowed.page).fill(String(placed.numbers.get('held')))
  await narrowed.page.getByText('Nothing found').waitFor()
  assert.deepEqual([...reader.faults(), ...narrowed.faults()], [])
  await narrowed.close()
})

test('every shortcut of the page is listed, and a chord leads to its area', async () => {
  const { page, faults, close } = await office.enter({ roles: ['order_clerk'], language: 'en', where: '/nowhere' })
  await page.getByRole('heading', { name: 'There is no such page' }).waitFor()
  await page.keyboard.press('?')
  const map = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await map.getByText('Ctrl+K').waitFor()
  await map.getByText('G H').waitFor()
  await judgePage(page, 'keyboard map')
  await page.keyboard.press('Escape')
  await map.waitFor({ state: 'hidden' })
  await page.keyboard.press('g')
  await page.keyboard.press('h')
  await page.getByRole('heading', { name: 'Home' }).waitFor()
  assert.deepEqual(faults(), [])
  await close()
})
