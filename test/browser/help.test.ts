import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { changeMerchant } from '../../src/access/change-merchant.ts'
import { judgePage, looks, type Office, openOffice } from './office.ts'

let office: Office
before(async () => {
  office = await openOffice()
})
after(() => office.close())

test('F1 opens the help of the page, wherever one is; it is searched by pinyin too, and leads to pages', async () => {
  const { page, faults, close } = await office.enter({ roles: ['manager'], where: '/approvals' })
  await page.keyboard.press('F1')
  const help = page.getByRole('dialog', { name: '帮助' })
  await help.getByRole('heading', { name: '审批' }).waitFor()
  await help.getByPlaceholder('搜索帮助（可用拼音）').fill('shenji')
  await help.getByRole('button', { name: '审计' }).click()
  await help.getByRole('heading', { name: '审计' }).waitFor()
  await help.getByRole('button', { name: '新功能' }).click()
  await help.getByRole('link', { name: '订单列表' }).waitFor()
  await help.getByRole('button', { name: '这一页' }).click()
  await help.getByRole('link', { name: '审批额度' }).click()
  await page.getByRole('heading', { name: '审批额度', level: 1 }).waitFor()
  await help.getByRole('heading', { name: '审批额度' }).waitFor()
  await page.getByRole('button', { name: 'English' }).click()
  await page.getByRole('dialog', { name: 'Help' }).getByRole('heading', { name: 'Approval limits' }).waitFor()
  await page.keyboard.press('Escape')
  await page.goto(`${office.address}/settings/security`)
  await page.getByRole('heading', { name: 'Security', level: 1 }).waitFor()
  await page.keyboard.press('F1')
  await page.getByRole('dialog', { name: 'Help' }).getByRole('link', { name: 'your account' }).click()
  await page.locator('#sessions li').first().waitFor()
  assert.deepEqual(faults(), [])
  await close()
})

for (const [look, width, colorScheme, language] of looks) {
  test(`the help and the first steps can be read, ${look}`, async () => {
    const { page, faults, close } = await office.enter({
      ...{ roles: ['owner'], language, colorScheme, viewport: { width, height: 844 } },
    })
    const isEnglish = language === 'en'
    await page.getByRole('region', { name: isEnglish ? 'Set up your shop' : '开店准备' }).waitFor()
    await judgePage(page, `first steps, ${look}`)
    await page.getByRole('button', { name: /F1/ }).click()
    await page
      .getByRole('dialog')
      .getByRole('heading', { name: isEnglish ? 'Home' : '工作台' })
      .waitFor()
    await judgePage(page, `help, ${look}`)
    assert.deepEqual(faults(), [])
    await close()
  })
}

test('a step of the checklist opens its page, is done by facts alone, and the list is put away and taken out again', async () => {
  const { page, faults, close } = await office.enter({ roles: ['owner'], language: 'en' })
  const steps = page.getByRole('region', { name: 'Set up your shop' })
  const channels = steps.getByRole('listitem').filter({ hasText: 'Set up channels' })
  await channels.getByLabel('Done').waitFor()
  const staff = steps.getByRole('listitem').filter({ hasText: 'Set up e-mail' })
  assert.equal(await staff.getByLabel('Done').count(), 0)
  await steps.getByRole('link', { name: 'Set up e-mail' }).click()
  await page.getByRole('heading', { name: 'Mail', level: 1 }).waitFor()
  await page.goBack()
  await steps.getByRole('button', { name: 'Hide' }).click()
  await page.reload()
  await page.getByRole('button', { name: /^Set up your shop: \d+ left$/ }).click()
  await steps.waitFor()
  assert.deepEqual(faults(), [])
  await close()
})

test('the tour shows what a role has, is left and taken up again where it was', async () => {
  const { page, faults, close } = await office.enter({ roles: ['auditor'], language: 'en', where: '/audit' })
  const openTour = async () => {
    await page.getByRole('button', { name: 'auditor-', exact: false }).click()
    await page.getByRole('menuitem', { name: 'Tour' }).click()
  }
  const tour = page.locator('.ant-tour')
  await openTour()
  await tour.getByText('Welcome to Yidan').waitFor()
  await tour.getByRole('button', { name: 'Next' }).click()
  await tour.getByText('Areas', { exact: true }).waitFor()
  await page.getByRole('button', { name: 'Later' }).click()
  await tour.waitFor({ state: 'detached' })
  await page.reload()
  await page.locator('#page h1').waitFor()
  await openTour()
  await tour.getByText('Areas', { exact: true }).waitFor()
  const seen: string[] = []
  let told = ''
  for (;;) {
    const end = tour.getByRole('button', { name: 'Done' })
    seen.push((await tour.locator('.ant-tour-title').textContent()) ?? '')
    told += await tour.locator('.ant-tour-description').textContent()
    if ((await end.count()) > 0) {
      await end.click()
      break
    }
    await tour.getByRole('button', { name: 'Next' }).click()
  }
  assert.ok(seen.includes('Audit') && !seen.includes('Order entry'), seen.join(', '))
  assert.ok(told.includes('find, filter') && !told.includes('cancel'), 'whoever only looks is not told to cancel')
  // On a phone the areas are behind a button.
  await page.setViewportSize({ width: 390, height: 844 })
  await openTour()
  await tour.getByText('Welcome to Yidan').waitFor()
  await tour.getByRole('button', { name: 'Next' }).click()
  await tour.getByText('Opens the areas that your role has').waitFor()
  assert.deepEqual(faults(), [])
  await close()
})

test('who sets a shop up is led through it once, by itself', async () => {
  await office.shop.command((command) => changeMerchant(command, { name: '我的店铺 My shop' }))
  const { page, faults, close } = await office.enter({ roles: ['owner'] })
  const tour = page.locator('.ant-tour')
  await tour.getByText('欢迎使用一单').waitFor()
  await page.getByRole('button', { name: '以后再看' }).click()
  await tour.waitFor({ state: 'detached' })
  await page.reload()
  await page.getByRole('region', { name: '开店准备' }).getByText('给店铺起名').waitFor()
  assert.equal(await tour.count(), 0)
  assert.deepEqual(faults(), [])
  await close()
})
