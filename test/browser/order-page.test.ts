import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { judgePage, looks, type Office, openOffice } from './office.ts'

let office: Office
before(async () => {
  office = await openOffice()
})
after(() => office.close())

const onAccount = { payment: { terms: 'on_account' } }

for (const [look, width, colorScheme, language] of looks) {
  test(`the page of an order can be read and reached, ${look}`, async () => {
    const { body } = await office.shop.place({
      lines: [
        { sku: 'A', quantity: 2 },
        { sku: 'B', quantity: 1 },
      ],
      ...onAccount,
    })
    const { page, faults, close } = await office.enter({
      ...{ roles: ['manager'], language, colorScheme, viewport: { width, height: 844 } },
      where: `/orders/${body.id}`,
    })
    await page.getByRole('heading', { level: 2 }).first().waitFor()
    await page.getByText(language === 'en' ? 'From 上海仓' : '由 上海仓 发货').waitFor()
    await page.locator('.ant-skeleton').first().waitFor({ state: 'detached' })
    await judgePage(page, `order, ${look}`)
    assert.deepEqual(faults(), [])
    await close()
  })
}
