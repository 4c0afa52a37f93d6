import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { judgePage, looks, type Office, openOffice } from './office.ts'
import { fillOrders } from './order-desk.ts'

let office: Office
before(async () => {
  office = await openOffice()
  await fillOrders(office, 40)
})
after(() => office.close())

for (const [look, width, colorScheme, language] of looks) {
  test(`the list of orders can be read and worked with, ${look}`, async () => {
    const { page, faults, close } = await office.enter({
      ...{ roles: ['manager'], language, colorScheme, viewport: { width, height: 844 }, where: '/orders' },
    })
    await page.getByRole('grid').getByRole('row').nth(8).waitFor()
    await judgePage(page, `orders, ${look}`)
    const row = page.getByRole('grid').getByRole('row').nth(2)
    await row.getByRole('checkbox').click()
    await judgePage(page, `orders, chosen, ${look}`)
    await row.click({ position: { x: width < 768 ? 200 : 500, y: 8 } })
    await page.getByRole('heading', { level: 3 }).first().waitFor()
    await judgePage(page, `orders, opened, ${look}`)
    assert.deepEqual(faults(), [])
    await close()
  })
}
