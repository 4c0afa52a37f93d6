import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { judgePage, looks, type Office, openOffice } from './office.ts'

let office: Office
before(async () => {
  office = await openOffice()
})
after(() => office.close())

for (const [look, width, colorScheme, language] of looks) {
  test(`the frame can be read and reached, ${look}`, async () => {
    const { page, faults, close } = await office.enter({
      ...{ roles: ['owner'], language, colorScheme, viewport: { width, height: 844 } },
    })
    await judgePage(page, `home, ${look}`)
    if (width < 768) {
      await page.getByRole('button', { name: language === 'en' ? 'Menu' : '菜单' }).click()
      await page.getByRole('navigation').waitFor()
    }
    assert.deepEqual(faults(), [])
    await close()
  })
}

test('language, theme and density are switched at once, and kept', async () => {
  const { page, faults, close } = await office.enter({ roles: ['order_clerk'], language: 'zh-CN' })
  await page.getByRole('heading', { name: '工作台' }).waitFor()
  await page.getByRole('button', { name: 'English' }).click()
  await page.getByRole('heading', { name: 'Home' }).waitFor()
  assert.equal(await page.locator('html').getAttribute('lang'), 'en')
  await page.getByRole('button', { name: 'Appearance' }).click()
  await page.getByText('Dark').click()
  await page.locator('html[data-theme=dark]').waitFor()
  await page.reload()
  await page.getByRole('heading', { name: 'Home' }).waitFor()
  assert.equal(await page.locator('html').getAttribute('data-theme'), 'dark')
  assert.deepEqual(faults(), [])
  await close()
})

test('an address without a page says so, one without permission too, and who is not signed in comes back to where they wanted', async () => {
  const { page, faults, close } = await office.enter({ roles: ['order_clerk'], language: 'en', where: '/nowhere?a=1' })
  await page.getByRole('heading', { name: 'There is no such page' }).waitFor()
  assert.equal(page.url(), `${office.address}/nowhere?a=1`)
  await page.getByRole('link', { name: 'Back to Home' }).click()
  await page.getByRole('heading', { name: 'Home' }).waitFor()
  assert.deepEqual(faults(), [])
  await page.context().clearCookies()
  await page.reload()
  await page.locator('input[name=login]').waitFor()
  await close()
})
