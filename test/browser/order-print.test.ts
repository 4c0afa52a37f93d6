import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Office, openOffice } from './office.ts'

let office: Office
before(async () => {
  office = await openOffice()
})
after(() => office.close())

for (const [language, words] of [
  [
    'zh-CN',
    { number: '订单', lines: '商品', cancel: '取消订单', why: '为什么从这里发货', history: '历史', print: '打印订单' },
  ],
  [
    'en',
    {
      number: 'Order',
      lines: 'Lines',
      cancel: 'Cancel order',
      why: 'Why from here',
      history: 'History',
      print: 'Print order',
    },
  ],
] as const) {
  test(`what is printed of an order is its slip: lines, money, receiver, and no buttons, ${language}`, async () => {
    const { body } = await office.shop.place({ lines: [{ sku: 'A', quantity: 2 }], payment: { terms: 'on_account' } })
    const { page, faults, close } = await office.enter({ roles: ['manager'], language, where: `/orders/${body.id}` })
    await page.getByRole('heading', { name: words.history }).waitFor()
    await page.evaluate('window.print = () => { document.title = "printed" }')
    await page.getByRole('button', { name: words.print }).click()
    assert.equal(await page.title(), 'printed')
    await page.emulateMedia({ media: 'print' })
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
