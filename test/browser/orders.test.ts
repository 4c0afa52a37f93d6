import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { cancelOrder } from '../../src/orders/cancel-order.ts'
import { words as bulkEn } from '../../web/bulk/words/en.ts'
import { words as bulkZh } from '../../web/bulk/words/zh-cn.ts'
import { words as exportEn } from '../../web/exports/words/en.ts'
import { words as exportZh } from '../../web/exports/words/zh-cn.ts'
import { words as listsEn } from '../../web/lists/words/en.ts'
import { words as listsZh } from '../../web/lists/words/zh-cn.ts'
import { words as en } from '../../web/orders/list/words/en.ts'
import { words as zh } from '../../web/orders/list/words/zh-cn.ts'
import { words as platformEn } from '../../web/platform/words/en.ts'
import { words as platformZh } from '../../web/platform/words/zh-cn.ts'
import { paste } from './entry-form.ts'
import { type Office, openOffice } from './office.ts'
import { fillOrders, rowsOf } from './order-desk.ts'

const spoken = {
  'zh-CN': { ...platformZh, ...bulkZh, ...exportZh, ...listsZh, ...zh },
  en: { ...platformEn, ...bulkEn, ...exportEn, ...listsEn, ...en },
} as const
const languages = ['zh-CN', 'en'] as const
const wide = { width: 1440, height: 900 }

let office: Office
let placed: { id: string; number: number }[]
before(async () => {
  office = await openOffice()
  placed = await fillOrders(office, 60)
})
after(() => office.close())

const listed = async (page: Page) => Number(await page.getByRole('grid').getAttribute('aria-rowcount')) - 1
const fill = (text: string, facts: Record<string, string | number>) =>
  text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(facts[name]))
const rowOf = (page: Page, number: number) => rowsOf(page).filter({ hasText: String(number) })

for (const language of languages) {
  const say = spoken[language]

  test(`a clerk goes through the list by keys, and the queue of reviews by what waits, ${language}`, async () => {
    const { page, faults, close } = await office.enter({
      ...{ roles: ['order_clerk'], language, where: '/orders', viewport: wide },
    })
    await rowsOf(page).first().waitFor()
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    await page.keyboard.press('x')
    await page.getByText(fill(say.selection_count, { count: 1 })).waitFor()
    await page.keyboard.press('Enter')
    const opened = page.getByRole('complementary', { name: new RegExp(`^${fill(say.panel, { number: '' }).trim()}`) })
    await opened.getByText(say.panel_open).waitFor()
    const first = await opened.getByRole('heading', { level: 2 }).textContent()
    await page.keyboard.press('j')
    await opened
      .getByRole('heading', { level: 2 })
      .filter({ hasNotText: first ?? '' })
      .waitFor()
    await page.keyboard.press('Escape')
    await opened.waitFor({ state: 'detached' })

    const tab = page.getByRole('button', { name: new RegExp(`^${say.tab_review}`) })
    await tab.click()
    await page.waitForURL(/holdKind=/)
    await page.locator('[role=grid][aria-busy=false]').waitFor()
    const count = Number((await tab.textContent())?.replace(say.tab_review, ''))
    assert.equal(await listed(page), count)
    await rowsOf(page)
      .first()
      .click({ position: { x: 300, y: 8 } })
    await opened.getByRole('button', { name: say.hold_release, exact: true }).click()
    await tab.filter({ hasText: new RegExp(`${count - 1}$`) }).waitFor()
    assert.deepEqual(faults(), [])
    await close()
  })

  test(`many are done at once: the effect is told before, what fails says why, ${language}`, async () => {
    const [gone, ...others] = placed.slice(language === 'en' ? 20 : 25).filter((_, index) => index < 3)
    await office.shop.command((command) => cancelOrder(command, { orderId: gone?.id ?? '', reason: 'regret' }))
    await office.shop.drainAll()
    const { page, faults, close } = await office.enter({
      ...{ roles: ['order_clerk'], language, where: '/orders', viewport: { width: 1440, height: 3000 } },
    })
    for (const order of [gone, ...others]) {
      await rowOf(page, order?.number ?? 0)
        .getByRole('checkbox')
        .click()
    }
    const bar = page.getByRole('region', { name: say.selection })
    await bar.getByRole('button', { name: say.act_hold, exact: true }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText(fill(say.effect_ready, { ready: 2, selected: 3 })).waitFor()
    await dialog.getByLabel(say.act_reason, { exact: true }).fill('等客户回电')
    await dialog.getByRole('button', { name: say.act_hold, exact: true }).click()
    await page.getByText(fill(say.job_done, { count: 2 }), { exact: true }).waitFor()
    await page.getByText(fill(say.job_failed, { count: 1 }), { exact: true }).waitFor()
    const failed = page.getByRole('table').getByRole('row').nth(1)
    assert.match((await failed.textContent()) ?? '', new RegExp(`^${gone?.number}`))
    await page.getByRole('button', { name: say.job_undo, exact: true }).click()
    await page.getByRole('dialog').last().getByRole('button', { name: say.job_undo, exact: true }).click()
    await page.getByText(fill(say.undo_of, { act: say.act_hold })).waitFor()
    await page.getByText(fill(say.job_done, { count: 2 }), { exact: true }).waitFor()
    assert.deepEqual(faults(), [])
    await close()
  })

  test(`what is shown is taken out as it is shown, ${language}`, async () => {
    const { page, faults, close } = await office.enter({
      ...{ roles: ['manager'], language, where: '/orders?channel=phone', viewport: wide },
    })
    await rowsOf(page).first().waitFor()
    const rows = await listed(page)
    await page.getByRole('button', { name: say.export }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText(say.format_csv).click()
    await dialog.getByRole('button', { name: say.start, exact: true }).click()
    const link = page.getByRole('dialog').getByRole('link', { name: say.download })
    const [download] = await Promise.all([page.waitForEvent('download'), link.click()])
    const lines = (await readFile(await download.path(), 'utf8')).trim().split(/\r?\n/)
    assert.equal(lines.length, rows + 1)
    assert.match(lines[0] ?? '', new RegExp(`^${say.column_number},${say.column_placedAt},${say.column_stage}`))
    assert.ok(lines.slice(1).every((line) => /138\*+\d{4}/.test(line) && line.includes('电话')))
    assert.deepEqual(faults(), [])
    await close()
  })

  test(`numbers are pasted in any form, and those of no order are told, ${language}`, async () => {
    const { page, faults, close } = await office.enter({
      ...{ roles: ['customer_service'], language, where: '/orders', viewport: wide },
    })
    await page.getByRole('button', { name: say.numbers }).click()
    const [a, b] = placed
    await page.getByRole('dialog').getByLabel(say.numbers_label).fill(`${a?.number}，${b?.number}\nEXT-3 NONE-1`)
    await page
      .getByRole('dialog')
      .getByText(fill(say.numbers_count, { count: 4 }))
      .waitFor()
    await page.getByRole('button', { name: say.numbers_find, exact: true }).click()
    await page.getByText(fill(say.numbers_missing, { count: 1 })).waitFor()
    await page.getByText('NONE-1').waitFor()
    assert.equal(await listed(page), 3)
    await page.reload()
    await page.getByText('NONE-1').waitFor()
    await page.getByRole('button', { name: say.numbers_leave, exact: true }).click()
    await page.getByRole('navigation', { name: say.tabs }).waitFor()
    // The field of the list takes several too, as they come from a sheet.
    await paste(page, page.getByRole('textbox', { name: say.search_hint }), `${a?.number}\n${b?.number}\nNONE-2\n`)
    await page.getByText(fill(say.numbers_missing, { count: 1 })).waitFor()
    await page.getByText('NONE-2').waitFor()
    assert.equal(await listed(page), 2)
    assert.deepEqual(faults(), [])
    await close()
  })

  test(`who only reads is told what each act needs, and can do none, ${language}`, async () => {
    const { page, faults, close } = await office.enter({
      ...{ roles: ['read_only'], language, where: '/orders', viewport: wide },
    })
    await rowsOf(page).first().getByRole('checkbox').click()
    const bar = page.getByRole('region', { name: say.selection })
    const cancel = bar.getByRole('button', { name: say.act_cancel, exact: true })
    assert.equal(await cancel.getAttribute('aria-disabled'), 'true')
    await cancel.hover()
    await page.getByText(fill(say.act_needs, { permission: 'bulk.work' })).waitFor()
    await cancel.click({ force: true })
    assert.equal(await page.getByRole('dialog').count(), 0)
    const exporting = page.getByRole('button', { name: say.export })
    assert.equal(await exporting.getAttribute('aria-disabled'), 'true')
    assert.deepEqual(faults(), [])
    await close()
  })
}
