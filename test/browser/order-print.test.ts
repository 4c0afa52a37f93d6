import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Office, openOffice } from './office.ts'

let office: Office
before(async () => {
  office = await openOffice()
})
after(() => office.close())

const longName = 'Unbreakable'.repeat(15)

for (const [language, words] of [
  [
    'zh-CN',
    {
      number: '订单',
      lines: '商品',
      cancel: '取消订单',
      why: '为什么从这里发货',
      history: '历史',
      print: '打印订单',
      tax: '税',
    },
  ],
  [
    'en',
    {
      number: 'Order',
      lines: 'Lines',
      cancel: 'Cancel order',
      why: 'Why this location',
      history: 'History',
      print: 'Print order',
      tax: 'Tax',
    },
  ],
] as const) {
  test(`what is printed of an order is its slip: lines, money, receiver, and no buttons, ${language}`, async () => {
    await office.shop.owner.query(`update variants set name = $1 where sku = 'A'`, [longName])
    const { body } = await office.shop.place({ lines: [{ sku: 'A', quantity: 2 }], payment: { terms: 'on_account' } })
    const { page, faults, close } = await office.enter({
      ...{ roles: ['manager'], language, where: `/orders/${body.id}`, colorScheme: 'dark' },
    })
    await page.getByRole('heading', { name: words.history }).waitFor()
    await page.evaluate('window.print = () => { document.title = "printed" }')
    await page.getByRole('button', { name: words.print }).click()
    assert.equal(await page.title(), 'printed')
    await page.emulateMedia({ media: 'print' })
    await page.setViewportSize({ width: 700, height: 1000 })
    const table = page.getByRole('table').first()
    assert.ok(await table.getByText(longName).isVisible())
    const { x = 0, width = 0 } = (await table.boundingBox()) ?? {}
    assert.ok(width > 0 && x + width <= 700, `its last column ends at ${x + width}`)
    assert.ok(await table.getByRole('columnheader', { name: words.tax }).isVisible(), 'paper has all columns')
    const color = await page.evaluate(`getComputedStyle(document.querySelector('h1')).color`)
    assert.equal(color, 'rgb(0, 0, 0)', 'black by night too')
    for (const seen of [
      page.getByRole('heading', { level: 1 }),
      page.getByRole('heading', { name: words.lines, exact: true }),
    ]) {
      assert.ok(await seen.isVisible())
    }
    assert.ok(await page.getByText('138****8000').isVisible(), 'masked on paper too')
    for (const unseen of [
      page.getByRole('button', { name: words.cancel }),
      page.getByRole('heading', { name: words.why }),
      page.getByRole('heading', { name: words.history }),
      page.getByRole('navigation'),
    ]) {
      assert.equal(await unseen.isVisible(), false)
    }
    if (process.env.YIDAN_SHOTS !== undefined) {
      await page.screenshot({ path: `${process.env.YIDAN_SHOTS}/order-print-${language}.png` })
    }
    assert.deepEqual(faults(), [])
    await close()
  })
}
