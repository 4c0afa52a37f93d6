import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { AxeBuilder } from '@axe-core/playwright'
import type { BrowserContextOptions, Page } from 'playwright-core'
import type { BuiltInRole } from '../../src/access/role.ts'
import { buildApp } from '../../src/shell/build-app.ts'
import { buildOffice } from '../../src/shell/build-office.ts'
import { workAllBulkJobs, workAllExports } from '../../src/shell/run-work-jobs.ts'
import type { TestMerchant } from '../support/merchant.ts'
import { makeSomebody, openBrowser, type Somebody } from '../support/people.ts'
import { createTestShop, type TestShop } from '../support/shop.ts'
import { launchBrowser, openVisit, type Visit } from './visit.ts'

const drainEveryMs = 100
const workEveryMs = 200

/** A shop that trades (test/support/shop.ts), served as `npm start` does, with a Chromium to enter its back office. */
export type Office<Shop extends TestMerchant = TestShop> = {
  shop: Shop
  /** On `localhost`, which browsers trust without TLS. */
  address: string
  /**
   * Signs somebody new in who has these roles and opens a page; `where` is its address, the first one if left out. The sign-in page
   * has tests of its own.
   */
  enter: (options: Entry) => Promise<Visit & { somebody: Somebody }>
  close: () => Promise<void>
}

type Entry = {
  roles: BuiltInRole[]
  language?: 'zh-CN' | 'en'
  where?: string
  locationIds?: string[]
  channels?: string[]
} & BrowserContextOptions

/** Opens the back office of a shop; drains, bulk jobs and exports are worked as by the worker. `switches` are further ones of Chromium. */
export async function openOffice(...switches: string[]): Promise<Office> {
  return openOfficeOf(await createTestShop(), ...switches)
}

/** The same of a shop that is there. */
export async function openOfficeOf<Shop extends TestMerchant>(
  shop: Shop,
  ...switches: string[]
): Promise<Office<Shop>> {
  const runtime = { ...shop.runtime, dataDir: await mkdtemp(join(tmpdir(), 'yidan-office-')) }
  const app = buildApp(runtime)
  const { fastify } = app
  // On a busy machine it takes longer than a page waits.
  await buildOffice()
  await fastify.listen({ host: '127.0.0.1', port: 0 })
  const address = `http://localhost:${(fastify.server.address() as AddressInfo).port}`
  const browser = await launchBrowser(...switches)
  const stopping = new AbortController()
  const { signal } = stopping
  const workedBeside = Promise.all([
    repeat(() => shop.drainAll(), drainEveryMs, signal),
    // What people asked to be done beside their requests.
    repeat(() => workAllBulkJobs(runtime, signal), workEveryMs, signal),
    repeat(() => workAllExports(runtime, signal), workEveryMs, signal),
  ])
  let people = 0
  return {
    ...{ shop, address },
    enter: async ({ roles, language = 'zh-CN', where = '/', locationIds, channels, ...options }) => {
      people += 1
      const somebody = await makeSomebody(shop.runtime, shop.merchantId, {
        email: `${roles[0]}-${people}@example.cn`,
        roles,
        ...(locationIds && { locationIds }),
        ...(channels && { channels }),
      })
      const visit = await openVisit(browser, { language, ...options })
      const door = openBrowser(app)
      await door.signIn(somebody)
      // Chromium takes cookies of this name for localhost only as from TLS, and sends them without it.
      const cookies = [...door.cookies].map(([name, value]) => ({
        name,
        value,
        url: 'https://localhost',
        secure: true,
      }))
      await visit.page.context().addCookies(cookies.map((cookie) => ({ ...cookie, httpOnly: true })))
      await visit.page.goto(`${address}${where}`)
      await visit.page.locator('#page h1').waitFor()
      return { ...visit, somebody }
    },
    close: async () => {
      stopping.abort()
      await workedBeside
      await browser.close()
      await fastify.close()
      await shop.drainAll()
      await shop.close()
      await rm(runtime.dataDir, { recursive: true, force: true })
    },
  }
}

/** Does work again and again beside what is tested, each time after the last has ended, until it is stopped. */
async function repeat(work: () => Promise<unknown>, everyMs: number, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await work().catch(() => undefined)
    await setTimeout(everyMs, undefined, { signal }).catch(() => undefined)
  }
}

/**
 * The look in which what an area's tests make is judged: width, scheme, language. With YIDAN_SHOTS it is shown in the others too;
 * each takes half a minute an area, and every page is gone to in two more (test-every-page.ts).
 */
export const looks = (
  [
    ['wide, light, English', 1280, 'light', 'en'],
    ['phone, dark, Chinese', 390, 'dark', 'zh-CN'],
  ] as const
).slice(0, process.env.YIDAN_SHOTS === undefined ? 1 : 2)

/** Those in which every page is gone to (test-every-page.ts): what is not among the others. */
export const looksOfEveryPage = [
  ['wide, dark, Chinese', 1280, 'dark', 'zh-CN'],
  ['phone, light, English', 390, 'light', 'en'],
] as const

/** Colours on their way are judged when they are there. */
const motionEnded = `Promise.all(document.getAnimations()
  .filter(({ effect }) => effect !== null && effect.getComputedTiming().endTime !== Infinity)
  .map(({ finished }) => finished.catch(() => undefined)))`

/** What is wider than the window; on a phone also what must be pushed sideways to be read, but for rows of tabs. */
const tooWide = `[document.documentElement, ...(innerWidth > 767 ? [] : document.querySelectorAll('#page *'))]
  .filter((each) => each.scrollWidth > each.clientWidth + 1)
  .filter((each) => each === document.documentElement || /auto|scroll/.test(getComputedStyle(each).overflowX))
  .filter((each) => each.closest('nav') === null)
  .map((each) => each.outerHTML.slice(0, 200))`

const shotFolder = process.env.YIDAN_SHOTS

/**
 * Judges what a page shows now: axe without serious findings, one heading of the first rank, nothing wider than the window. With
 * YIDAN_SHOTS=folder it also writes a screenshot there.
 */
export async function judgePage(page: Page, name: string): Promise<void> {
  if (shotFolder !== undefined) await page.screenshot({ path: `${shotFolder}/${name.replace(/[^\w-]+/g, '-')}.png` })
  await page.evaluate(motionEnded)
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .options({ resultTypes: ['violations'] })
    .analyze()
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  assert.deepEqual(
    serious.map(
      ({ id, nodes }) =>
        `${id}: ${nodes
          .map(({ html }) => html)
          .join(' ')
          .slice(0, 300)}`,
    ),
    [],
    name,
  )
  assert.equal(await page.locator('h1').count(), 1, `${name}: headings of the first rank`)
  assert.deepEqual(await page.evaluate(tooWide), [], `${name} is wider than its window`)
}
