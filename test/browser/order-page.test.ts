import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { approvalSettingsForm } from '../../src/approvals/approval-settings.ts'
import { setApprovalSettings } from '../../src/approvals/set-approval-settings.ts'
import { shipFulfillmentOrders } from '../../src/fulfillment/ship-fulfillment-orders.ts'
import { recordPayment } from '../../src/payments/record-payment.ts'
import { minuteMs, momentOf } from '../../src/platform/time.ts'
import { workOn } from '../support/work.ts'
import { judgePage, looks, type Office, openOffice } from './office.ts'

let office: Office
before(async () => {
  office = await openOffice()
})
after(() => office.close())

async function placeOrder(): Promise<string> {
  const lines = [
    { sku: 'A', quantity: 2 },
    { sku: 'B', quantity: 1 },
  ]
  const { body } = await office.shop.place({ lines, payment: { terms: 'on_account' } })
  return body.id
}

/** The button of a page's own tools, not of a dialog over it. */
const tool = (page: Page, name: string) => page.getByRole('main').getByRole('button', { name, exact: true })
const dialogButton = (page: Page, name: string) => page.getByRole('dialog').getByRole('button', { name, exact: true })

for (const [look, width, colorScheme, language] of looks) {
  test(`the page of an order can be read and reached, ${look}`, async () => {
    const { page, faults, close } = await office.enter({
      ...{ roles: ['manager'], language, colorScheme, viewport: { width, height: 844 } },
      where: `/orders/${await placeOrder()}`,
    })
    await page.getByText(language === 'en' ? 'From 上海仓' : '由 上海仓 发货').waitFor()
    await page.getByText(language === 'en' ? 'Order placed' : '下单', { exact: true }).waitFor()
    await judgePage(page, `order, ${look}`)
    await tool(page, language === 'en' ? 'Cancel order' : '取消订单').click()
    await page.getByText(language === 'en' ? '3 units go back to stock' : '3 件货物回到库存').waitFor()
    await judgePage(page, `order, cancelling, ${look}`)
    assert.deepEqual(faults(), [])
    await close()
  })
}

for (const [language, words] of [
  [
    'zh-CN',
    {
      ...{ hold: '挂起', reason: '原因', held: '已挂起：人工', release: '解除挂起', released: '已解除挂起' },
      ...{
        line: '第 1 行的操作',
        cancelLine: '取消此行',
        quantity: '数量',
        falls: '订单金额减少 ¥10.00',
        gone: '取消 1',
      },
      ...{ cancel: '取消订单', cancelled: '订单已取消', undo: '撤销', undone: '已撤销', processed: '已处理' },
    },
  ],
  [
    'en',
    {
      ...{ hold: 'Hold', reason: 'Reason', held: 'Held: Manual', release: 'Release hold', released: 'Hold released' },
      ...{ line: 'Actions of line 1', cancelLine: 'Cancel line', quantity: 'Quantity' },
      ...{ falls: 'The order’s amount falls by ¥10.00', gone: '1 cancelled', cancel: 'Cancel order' },
      ...{ cancelled: 'Order cancelled', undo: 'Undo', undone: 'Undone', processed: 'Processed' },
    },
  ],
] as const) {
  test(`an order clerk holds, releases, cuts, cancels and undoes, ${language}`, async () => {
    const { page, faults, close } = await office.enter({
      ...{ roles: ['order_clerk'], language, where: `/orders/${await placeOrder()}` },
    })
    await tool(page, words.hold).click()
    await page.getByLabel(words.reason).fill('Look at this')
    await dialogButton(page, words.hold).click()
    await page.getByText(words.held).waitFor()
    await page.getByText('Look at this').first().waitFor()
    await page.locator('button.ant-btn-primary', { hasText: words.release }).click()
    await page.getByText(words.released).first().waitFor()
    await page.getByText(words.held).waitFor({ state: 'detached' })

    await page.getByRole('button', { name: words.line }).click()
    await page.getByRole('menuitem', { name: words.cancelLine }).click()
    await page.getByLabel(words.quantity).fill('1')
    await page.getByLabel(words.reason).fill('One is enough')
    await page.getByText(words.falls).waitFor()
    await dialogButton(page, words.cancelLine).click()
    await page.getByText(words.gone, { exact: true }).filter({ visible: true }).waitFor()

    await tool(page, words.cancel).click()
    await page.getByLabel(words.reason).fill('Changed their mind')
    await dialogButton(page, words.cancel).click()
    const told = page.getByRole('alert').filter({ hasText: words.cancelled })
    await told.getByRole('button', { name: words.undo }).click()
    await page.getByText(words.undone, { exact: true }).waitFor()
    await page.getByText(words.processed, { exact: true }).waitFor()
    assert.deepEqual(faults(), [])
    await close()
  })
}

for (const [language, words] of [
  ['zh-CN', { show: '显示', purpose: '配送', hide: '隐藏', record: '登记收款', reason: '您的角色没有此权限' }],
  [
    'en',
    { show: 'Show', purpose: 'Delivery', hide: 'Hide', record: 'Record payment', reason: 'Your role may not do this' },
  ],
] as const) {
  test(`customer service sees the receiver in full, which is kept, and no more than their role, ${language}`, async () => {
    const orderId = await placeOrder()
    const { page, faults, close, somebody } = await office.enter({
      ...{ roles: ['customer_service'], language, where: `/orders/${orderId}` },
    })
    await page.getByText('138****8000').waitFor()
    assert.equal(await page.getByText('张三丰').count(), 0)
    await tool(page, words.show).click()
    await page.getByRole('menuitem', { name: words.purpose }).click()
    await page.getByText('张三丰').waitFor()
    await page.getByText('13800138000').waitFor()
    const { rows } = await office.shop.owner.query(
      'select purpose, disclosed_by from disclosures where subject_id = $1 and disclosed_by = $2',
      [orderId, `staff:${somebody.staffId}`],
    )
    assert.deepEqual(rows, [{ purpose: 'delivery', disclosed_by: `staff:${somebody.staffId}` }])
    await tool(page, words.hide).click()
    await page.getByText('张三丰').waitFor({ state: 'detached' })
    const record = tool(page, words.record)
    assert.equal(await record.getAttribute('aria-disabled'), 'true')
    await record.hover()
    await page.getByRole('tooltip', { name: words.reason }).waitFor()
    assert.deepEqual(faults(), [])
    await close()
  })
}

for (const [language, words] of [
  [
    'zh-CN',
    {
      record: '登记收款',
      amount: '金额',
      paid: '已付款',
      refund: '退款',
      partly: '部分退款',
      asked: '等待另一人批准',
      waits: '打开审批',
      over: '请填写 0.01 到 30.00 之间的金额',
    },
  ],
  [
    'en',
    {
      ...{ record: 'Record payment', amount: 'Amount', paid: 'Paid', refund: 'Refund', partly: 'Partially refunded' },
      waits: 'Open the approval',
      asked: 'waits for a second person',
      over: 'Enter an amount up to 30.00',
    },
  ],
] as const) {
  test(`a manager records what was paid and gives some of it back, to the cent, ${language}`, async () => {
    const { page, faults, close } = await office.enter({
      ...{ roles: ['manager'], language, where: `/orders/${await placeOrder()}` },
    })
    await tool(page, words.record).click()
    const amount = page.getByRole('dialog').getByLabel(words.amount)
    assert.equal(await amount.inputValue(), '30.00')
    await dialogButton(page, words.record).click()
    await page.locator('header').getByText(words.paid, { exact: true }).waitFor()
    await tool(page, words.refund).click()
    await amount.fill('30.01')
    await dialogButton(page, words.refund).click()
    await page.getByText(words.over).waitFor()
    await amount.fill('0.01')
    await dialogButton(page, words.refund).click()
    // Nobody gives money back alone, unless the settings say so.
    await page.getByText(words.asked).waitFor()
    await page.getByRole('link', { name: words.waits }).waitFor()
    // States in the history have words, whatever they are states of.
    const states = await page.locator('#page ol ins').allTextContents()
    assert.ok(states.length > 0 && !states.some((state) => /^[a-z_]+$/.test(state)), states.join(', '))
    await office.shop.command((command) =>
      setApprovalSettings(command, approvalSettingsForm.parse({ refundUpTo: null })),
    )
    await tool(page, words.refund).click()
    await amount.fill('0.01')
    await dialogButton(page, words.refund).click()
    await page.locator('header').getByText(words.partly, { exact: true }).waitFor()
    await office.shop.command((command) => setApprovalSettings(command, approvalSettingsForm.parse({})))
    assert.deepEqual(faults(), [])
    await close()
  })
}

for (const [language, words] of [
  [
    'zh-CN',
    { cancel: '取消订单', hold: '挂起', show: '显示', write: '写备注', reason: '您的角色没有此权限', lines: '商品' },
  ],
  [
    'en',
    {
      cancel: 'Cancel order',
      hold: 'Hold',
      show: 'Show',
      write: 'Write a note',
      reason: 'Your role may not do this',
      lines: 'Lines',
    },
  ],
] as const) {
  test(`who only reads is told why nothing can be pressed, ${language}`, async () => {
    const { page, faults, close } = await office.enter({
      ...{ roles: ['read_only'], language, where: `/orders/${await placeOrder()}` },
    })
    await page.getByRole('heading', { name: words.lines, exact: true }).waitFor()
    for (const name of [words.cancel, words.hold]) {
      assert.equal(await tool(page, name).getAttribute('aria-disabled'), 'true')
    }
    // Playwright itself waits for what is not disabled: people do not.
    await tool(page, words.cancel).click({ force: true })
    await page.getByRole('tooltip', { name: words.reason }).waitFor()
    assert.equal(await page.getByRole('dialog').count(), 0)
    assert.equal(await page.getByRole('button', { name: words.show, exact: true }).count(), 0)
    assert.equal(await page.getByLabel(words.write).count(), 0)
    assert.equal(await page.locator('button.ant-btn-primary').count(), 0, 'no next step for who may do nothing')
    assert.deepEqual(faults(), [])
    await close()
  })
}

test('a parcel is tracked by hand by the clocks of the shop, and the guest is copied, held and erased', async () => {
  const orderId = await placeOrder()
  await office.shop.drainAll()
  const [work] = await workOn(office.shop, orderId)
  assert.ok(work !== undefined)
  const paid = { orderId, method: 'cash', kind: 'captured', amount: 3000, reference: '' } as const
  const label = { carrier: 'SF', trackingNumber: 'SF-77' }
  await office.shop.command((command) => shipFulfillmentOrders(command, [{ fulfillmentOrderId: work.id, ...label }]))
  await office.shop.command((command) => recordPayment(command, paid))
  const { page, faults, close } = await office.enter({
    ...{ roles: ['manager'], where: `/orders/${orderId}`, timezoneId: 'America/Los_Angeles' },
  })
  await tool(page, '记录物流').click()
  await page.getByText('按时区 Asia/Shanghai').waitFor()
  const time = page.getByLabel('时间')
  const shown = await time.inputValue()
  const late = Date.now() - momentOf(shown.slice(0, 10), minutesOf(shown), 'Asia/Shanghai').getTime()
  assert.ok(late >= 0 && late < 5 * minuteMs, shown)
  await dialogButton(page, '记录').click()
  await page.locator('header').getByText('已完成', { exact: true }).waitFor()
  const { rows } = await office.shop.owner.query(
    `select to_char(e.occurred_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') as at
     from tracking_events e join shipments s on s.id = e.shipment_id where s.tracking_number = 'SF-77'`,
  )
  assert.deepEqual(rows, [{ at: shown }])

  await tool(page, '个人信息…').click()
  const panel = page.getByRole('dialog')
  const copy = page.waitForEvent('download')
  await panel.getByRole('button', { name: '导出 JSON' }).click()
  assert.match((await copy).suggestedFilename(), /\.json$/)
  await panel.getByLabel('原因').fill('诉讼')
  await panel.getByRole('button', { name: '保全', exact: true }).click()
  const erase = panel.getByRole('button', { name: '删除个人信息' })
  await erase.and(page.locator('[aria-disabled=true]')).waitFor()
  await panel.getByRole('button', { name: '解除保全' }).click()
  await erase.and(page.locator(':not([aria-disabled=true])')).click()
  await page.locator('.ant-modal-confirm').getByRole('button', { name: '删除个人信息' }).click()
  await page.locator('.ant-message').getByText('已删除').waitFor()
  await page.getByText('138****8000').waitFor({ state: 'detached' })
  assert.deepEqual(faults(), [])
  await close()
})

const minutesOf = (shown: string) => Number(shown.slice(11, 13)) * 60 + Number(shown.slice(14, 16))

test('an order that is not there says so', async () => {
  const { page, close } = await office.enter({
    ...{ roles: ['order_clerk'], language: 'en', where: '/orders/0198c000-0000-7000-8000-000000000000' },
  })
  await page.getByText('There is no such order').waitFor()
  await close()
})
