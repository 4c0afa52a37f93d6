import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { judgePage, type Office, openOffice } from './office.ts'

let office: Office
before(async () => {
  office = await openOffice()
})
after(() => office.close())

async function placeOrder() {
  const { body } = await office.shop.place({ lines: [{ sku: 'A', quantity: 2 }], payment: { terms: 'on_account' } })
  return body as unknown as { id: string; number: number }
}

/** Holds back what is asked of this path until the answer is called. */
async function holdBack(page: Page, path: string): Promise<() => void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  await page.route(
    (url) => url.pathname === path,
    async (route) => {
      await promise
      await route.continue()
    },
  )
  return resolve
}

for (const [language, words] of [
  [
    'zh-CN',
    {
      ...{
        also: '也打开着这张订单',
        cancel: '取消订单',
        reason: '原因',
        hold: '挂起',
        changed: '刚刚改了这张订单：挂起',
      },
      ...{ refused: '您的操作没有执行', seen: '知道了', by: '挂起' },
    },
  ],
  [
    'en',
    {
      ...{ also: 'also has this order open', cancel: 'Cancel order', reason: 'Reason', hold: 'Hold' },
      ...{
        changed: 'just changed this order: Held',
        refused: 'Your action was not carried out',
        seen: 'OK',
        by: 'Held',
      },
    },
  ],
] as const) {
  test(`two people on one order see one another, and the slower one what the quicker did, ${language}`, async () => {
    const { id } = await placeOrder()
    const first = await office.enter({ roles: ['order_clerk'], language, where: `/orders/${id}` })
    const second = await office.enter({ roles: ['manager'], language, where: `/orders/${id}` })
    const nameOf = ({ somebody }: typeof first) => somebody.email.split('@')[0] ?? ''
    await first.page.getByText(`${nameOf(second)} ${words.also}`).waitFor()
    await second.page.getByText(`${nameOf(first)} ${words.also}`).waitFor()

    // The first begins to cancel; meanwhile the second holds it.
    await first.page.getByRole('main').getByRole('button', { name: words.cancel, exact: true }).click()
    await first.page.getByLabel(words.reason).fill('Too late')
    await second.page.getByRole('main').getByRole('button', { name: words.hold, exact: true }).click()
    await second.page.getByLabel(words.reason).fill('Wait')
    // In the one language what came of it is read before the first goes on, in the other only after.
    const comesLate = language === 'en' ? await holdBack(first.page, `/api/v1/orders/${id}`) : undefined
    await second.page.getByRole('dialog').getByRole('button', { name: words.hold, exact: true }).click()
    await first.page.getByText(`${nameOf(second)} ${words.changed}`).waitFor()
    await first.page.getByRole('dialog').getByRole('button', { name: words.cancel, exact: true }).click()
    const conflict = first.page.getByRole('alert').filter({ hasText: words.refused })
    await conflict.getByText(`${nameOf(second)} ${words.by}`).waitFor()
    await first.page.getByRole('dialog').waitFor({ state: 'detached' })
    comesLate?.()
    await judgePage(first.page, `order, conflict, ${language}`)
    await conflict.getByRole('button', { name: words.seen }).click()
    await conflict.waitFor({ state: 'detached' })
    assert.deepEqual(
      first.faults().filter((fault) => fault !== `412 /api/v1/orders/${id}/cancellation`),
      [],
    )
    assert.deepEqual(second.faults(), [])
    const { rows } = await office.shop.owner.query('select status from orders where id = $1', [id])
    assert.deepEqual(rows, [{ status: 'confirmed' }])

    await second.close()
    await first.page.getByText(words.also).waitFor({ state: 'detached' })
    await first.close()
  })
}

for (const [language, words] of [
  ['zh-CN', { write: '写备注', save: '保存备注', bell: '消息，1 条未读', read: '消息', told: '的备注中提到了您' }],
  [
    'en',
    {
      write: 'Write a note',
      save: 'Save note',
      bell: 'Notifications, 1 unread',
      read: 'Notifications',
      told: 'mentioned you in a note on order',
    },
  ],
] as const) {
  test(`who is mentioned hears the bell at once, and comes to the order, ${language}`, async () => {
    const { id } = await placeOrder()
    const told = await office.enter({ roles: ['finance'], language, where: '/' })
    const writer = await office.enter({ roles: ['order_clerk'], language, where: `/orders/${id}` })
    const name = told.somebody.email.split('@')[0] ?? ''
    const field = writer.page.getByLabel(words.write)
    await field.pressSequentially(`@${name}`)
    await writer.page.getByRole('menuitem', { name, exact: true }).waitFor()
    await writer.page.keyboard.press('Enter')
    await field.pressSequentially('please look')
    await writer.page.keyboard.press('Control+Enter')
    await writer.page
      .locator('li')
      .filter({ hasText: `@${name} please look` })
      .waitFor()

    await told.page.getByRole('button', { name: words.bell }).click()
    await told.page.getByRole('link').filter({ hasText: words.told }).waitFor()
    await judgePage(told.page, `bell, ${language}`)
    await told.page.getByRole('link').filter({ hasText: words.told }).click()
    await told.page.waitForURL(`**/orders/${id}`)
    await told.page.getByText(`@${name} please look`).waitFor()
    await told.page.getByRole('button', { name: words.read, exact: true }).waitFor()
    for (const visit of [told, writer]) {
      assert.deepEqual(visit.faults(), [])
      await visit.close()
    }
  })
}
