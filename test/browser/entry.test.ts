import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Locator, Page } from 'playwright-core'
import { judgePage, looks, type Office, openOffice } from './office.ts'

let office: Office
before(async () => {
  office = await openOffice()
  const { shop } = office
  await shop.addVariants(
    { sku: 'TEA-500', name: '正山小种红茶', barcode: '6901234567892' },
    { sku: 'CUP-1', name: '白瓷茶杯', barcode: '6901234567885' },
  )
  await shop.receive(shop.shanghai, 'TEA-500', 80)
  await shop.receive(shop.beijing, 'TEA-500', 20)
  await shop.receive(shop.beijing, 'CUP-1', 5)
})
after(() => office.close())

/** The keys that were pressed on a page, counted. */
function countKeys(page: Page) {
  let pressed = 0
  return {
    type: async (text: string) => {
      pressed += text.length
      await page.keyboard.type(text, { delay: 70 })
    },
    press: async (key: string) => {
      pressed += 1
      await page.keyboard.press(key)
    },
    pressed: () => pressed,
  }
}

const box = (page: Page, name: RegExp) => page.getByRole('combobox', { name })
const goodsBox = (page: Page) => box(page, /扫码|Scan/)
const receiverBox = (page: Page) => box(page, /粘贴整段|pasted address/)
/** Pastes as the keyboard does, what another program copied. */
async function paste(page: Page, field: Locator, text: string) {
  await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`)
  await field.focus()
  await page.keyboard.press('Control+V')
}
const focused = (page: Page, name: RegExp) => page.locator('input:focus').and(box(page, name)).waitFor()

test('from nothing to a placed order by keyboard alone', async () => {
  const { page, faults, close } = await office.enter({ roles: ['order_clerk'], where: '/orders/new' })
  const keys = countKeys(page)
  await focused(page, /粘贴整段/)
  await keys.type('李小龙')
  await page.getByRole('option', { name: /新收货人/ }).waitFor()
  await keys.press('Enter')
  await page.locator('[data-field="contact.phone"] input:focus').waitFor()
  await keys.type('13912345678')
  await keys.press('Enter')
  await keys.type('浙江省')
  await keys.press('Enter')
  await keys.type('杭州市')
  await keys.press('Enter')
  await keys.press('Enter')
  await keys.type('文三路1号')
  await keys.press('Enter')
  await keys.press('Enter')
  await focused(page, /扫码/)
  await keys.type('hongcha')
  await page.getByRole('option', { name: /正山小种/ }).waitFor()
  await keys.press('Enter')
  await page.locator('[data-cell$=quantity] input:focus').waitFor()
  await keys.type('3')
  await keys.press('Enter')
  await focused(page, /扫码/)
  await page.locator('[data-total="3000"]').waitFor()
  await page.getByText('从上海仓发 3').waitFor()
  await keys.press('Control+Enter')
  await page.getByText(/^订单 \d+ 已创建$/).waitFor()
  await focused(page, /粘贴整段/)
  assert.ok(keys.pressed() < 60, `${keys.pressed()} keys`)
  assert.deepEqual(faults(), [])
  await close()
})

const block = '王小明 13800138000 浙江省杭州市西湖区文三路 90 号东部软件园 2 号楼'

for (const [look, width, colorScheme, language] of looks) {
  test(`an order that is being written can be read, ${look}`, async () => {
    const { page, faults, close } = await office.enter({
      ...{ roles: ['owner'], language, colorScheme, viewport: { width, height: 844 }, where: '/orders/new' },
    })
    await receiverBox(page).waitFor()
    await judgePage(page, `entry empty, ${look}`)
    await paste(page, receiverBox(page), block)
    await focused(page, /扫码|Scan/)
    await paste(page, goodsBox(page), 'SKU\t数量\nTEA-500\t90\nCUP-1\t9\nNONE\t1\nA\t两件')
    await page.locator('[data-total]').waitFor()
    await page.locator('[data-saving=saved]').waitFor()
    await judgePage(page, `entry, ${look}`)
    await page.goto(`${office.address}/orders/drafts`)
    await page.getByRole('table').getByRole('link').first().waitFor()
    await judgePage(page, `drafts, ${look}`)
    assert.deepEqual(faults(), [])
    await close()
  })
}
