import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { TestMerchant } from '../support/merchant.ts'
import { createSampleShop } from '../support/sample-shop.ts'
import { everyPage, goWithin, type PageOfOffice, waitForPage } from './every-page.ts'
import { judgePage, type looksOfEveryPage, type Office, openOfficeOf } from './office.ts'

/** The walk is one test of some fifty pages: it may take as long as all of a file, but for its beginning and end. */
const walkLimitMs = 270_000

/** A page that still misses something after it was drawn, words for instance, is hidden until they are there. */
const watchHeadings = `var hiddenAgain = false
  const look = () => {
    hiddenAgain ||= document.querySelector('#page h1:not([data-left])')?.checkVisibility() === false
    requestAnimationFrame(look)
  }
  look()`

/** Tests that every page of the back office is sound for the owner in one look. */
export function testEveryPage([look, width, colorScheme, language]: (typeof looksOfEveryPage)[number]): void {
  let office: Office<TestMerchant>
  let pages: PageOfOffice[]
  before(async () => {
    office = await openOfficeOf(await createSampleShop())
    pages = await everyPage(office.shop)
  })
  after(() => office.close())

  test(`every page of the back office is sound for the owner, ${look}`, { timeout: walkLimitMs }, async (context) => {
    assert.ok(pages.length > 20, `${pages.length} pages`)
    assert.ok(pages.some(({ path }) => path === '/orders/$orderId'))
    const { page, faults, close } = await office.enter({
      ...{ roles: ['owner'], language, colorScheme, viewport: { width, height: 900 }, serviceWorkers: 'allow' },
    })
    await page.evaluate(watchHeadings)
    const told = new Set<string>()
    for (const { path, address } of pages) {
      await context.test(path, async () => {
        await goWithin(page, address)
        await waitForPage(page, address)
        await judgePage(page, `${path}, ${look}`)
        assert.equal(
          await page.evaluate(`[hiddenAgain, (hiddenAgain = false)][0]`),
          false,
          'it was drawn and hidden again',
        )
        const here = faults().filter((fault) => !told.has(fault))
        for (const fault of here) told.add(fault)
        assert.deepEqual(here, [])
      })
    }
    await close()
  })
}
