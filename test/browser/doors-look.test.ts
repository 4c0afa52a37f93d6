import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { makeLink } from '../../src/access/sign-in/make-link.ts'
import { totpCode } from '../../src/access/sign-in/totp.ts'
import { type Doors, linkOf, openDoors } from './doors.ts'

let doors: Doors
before(async () => {
  doors = await openDoors()
})
after(() => doors.close())

const looks = [
  ['wide, light, English', 1280, 'light', 'en'],
  ['wide, dark, Chinese', 1280, 'dark', 'zh-CN'],
  ['phone, light, Chinese', 390, 'light', 'zh-CN'],
  ['phone, dark, English', 390, 'dark', 'en'],
] as const

for (const [look, width, colorScheme, language] of looks) {
  test(`every step can be read and reached, ${look}`, async () => {
    const person = await doors.addSomebody(`look-${width}-${colorScheme}@example.cn`)
    const { page, faults, close } = await doors.open({ language, colorScheme, viewport: { width, height: 844 } })
    const judge = (step: string) => judgeStep(page, `${look}, ${step}`)
    await page.goto(`${doors.address}/sign-in`)
    await page.locator('input[name=login]').waitFor()
    await judge('sign-in')
    await page.keyboard.press('Enter')
    await page.locator('.fault:visible').first().waitFor()
    await judge('faults')
    await page.locator('.links .link').click()
    await page.locator('input[name=password]').waitFor({ state: 'detached' })
    await judge('forgotten')
    await doors.merchant.command((command) => makeLink(command, person.staffId, 'password_reset'))
    await page.goto(`${doors.address}/sign-in#token=${await linkOf(doors.merchant, person.staffId)}`)
    await page.locator('meter').waitFor({ state: 'attached' })
    await page.locator('input[name=password]').fill('an otter hums')
    await judge('reset')

    await page.goto(`${doors.address}/sign-in`)
    await doors.signIn(page, person)
    await judge('account')
    await page.locator('#authenticator button').first().click()
    await page.locator('.qr').waitFor()
    await judge('authenticator')
    const secret = ((await page.locator('.secret').textContent()) ?? '').replaceAll(' ', '')
    await page.locator('#authenticator input').fill(totpCode(secret, doors.now()))
    await page.keyboard.press('Enter')
    await page.locator('.codes').waitFor()
    await judge('recovery codes')
    await page.locator('dialog .main').click()
    await page.locator('#sessions').scrollIntoViewIfNeeded()
    await judge('sessions')
    doors.passMinutes(16)
    await page.locator('#passkeys button').click()
    await page.locator('dialog').waitFor()
    await judge('proof')
    await page.keyboard.press('Escape')
    await doors.signOut(page)
    await doors.giveNameAndPassword(page, person)
    await page.locator('input[name=code]').waitFor()
    await judge('code')
    await page.goto(`${doors.address.replace('localhost', 'yidan.lan')}/sign-in`)
    await page.locator('.notice').waitFor()
    await judge('insecure')
    assert.deepEqual(faults(), ['403 /api/v1/account/passkey-challenges'])
    await close()
  })
}

/** How much of the page moved without anybody having done anything (Layout Instability). */
const layoutShift = `(() => {
  const observer = new PerformanceObserver(() => undefined)
  observer.observe({ type: 'layout-shift', buffered: true })
  const moved = observer.takeRecords().filter(({ hadRecentInput }) => !hadRecentInput)
  return moved.reduce((sum, { value }) => sum + value, 0)
})()`

/** Asks axe (WCAG 2.2 AA), whether anything stands out of the window, or moved by itself; keeps a picture where one is wanted. */
async function judgeStep(page: Page, step: string): Promise<void> {
  const shots = process.env.YIDAN_SCREENSHOTS
  if (shots !== undefined) await page.screenshot({ path: `${shots}/doors-${step.replace(/,? /g, '-')}.png` })
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
  const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze()
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
  const isWithin = await page.evaluate('document.documentElement.scrollWidth <= innerWidth')
  const shift = await page.evaluate(layoutShift)
  assert.deepEqual([step, found, isWithin, shift], [step, [], true, 0])
}
