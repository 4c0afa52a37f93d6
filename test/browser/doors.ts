import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { type LinkKind, writeLinkToken } from '../../src/access/sign-in/access-link.ts'
import { buildApp } from '../../src/shell/build-app.ts'
import { createTestMerchant, type TestMerchant } from '../support/merchant.ts'
import { makeSomebody, type Somebody } from '../support/people.ts'
import { launchBrowser, openVisit, type Visit } from './visit.ts'

/** A server with one merchant, and a Chromium before its doors. */
export type Doors = {
  merchant: TestMerchant
  /** On `localhost`: passkeys need a name. */
  address: string
  /** The server's clock: that of now, and what was passed. */
  now: () => Date
  passMinutes: (minutes: number) => void
  addSomebody: (email: string) => Promise<Somebody>
  open: (options: { language: 'zh-CN' | 'en' } & BrowserContextOptions) => Promise<Visit>
  giveNameAndPassword: (page: Page, person: Somebody) => Promise<void>
  signIn: (page: Page, person: Somebody, address?: string) => Promise<void>
  /** From the back office, where people come in, to their account. */
  toAccount: (page: Page) => Promise<void>
  signOut: (page: Page) => Promise<void>
  /** Gives the page a device that keeps passkeys and checks who its user is. */
  plugInAuthenticator: (page: Page) => Promise<void>
  close: () => Promise<void>
}

/** Opens the doors. */
export async function openDoors(): Promise<Doors> {
  let passedMs = 0
  const now = () => new Date(Date.now() + passedMs)
  const merchant = await createTestMerchant({ clock: now })
  const { fastify } = buildApp(merchant.runtime)
  await fastify.listen({ host: '127.0.0.1', port: 0 })
  const address = `http://localhost:${(fastify.server.address() as AddressInfo).port}`
  const browser = await launchBrowser()
  const giveNameAndPassword = async (page: Page, { email, password }: Somebody) => {
    await page.locator('input[name=login]').fill(email)
    await page.locator('input[name=password]').fill(password)
    await page.keyboard.press('Enter')
  }
  return {
    ...{ merchant, address, now, giveNameAndPassword, plugInAuthenticator },
    passMinutes: (minutes) => {
      passedMs += minutes * 60_000
    },
    addSomebody: (email) => makeSomebody(merchant.runtime, merchant.merchantId, { email, roles: ['order_clerk'] }),
    open: (options) => openVisit(browser, options),
    signIn: async (page, person, at = address) => {
      await page.goto(`${at}/sign-in#next=/account`)
      await giveNameAndPassword(page, person)
      await page.waitForURL('**/account')
      await page.locator('#sessions li').first().waitFor()
    },
    toAccount: async (page) => {
      await page.locator('#page h1').waitFor()
      await page.goto(`${new URL(page.url()).origin}/account`)
      await page.locator('#sessions li').first().waitFor()
    },
    signOut: async (page) => {
      await page.getByRole('button', { name: /^(?:Sign out|退出登录)$/ }).click()
      await page.locator('input[name=login]').waitFor()
    },
    close: async () => {
      await browser.close()
      await fastify.close()
      await merchant.close()
    },
  }
}

/** The token of somebody's newest link of a kind, as the mail has it. */
export async function linkOf(
  merchant: TestMerchant,
  staffId: string,
  kind: LinkKind = 'password_reset',
): Promise<string> {
  const keys = await merchant.runtime.keysOf(merchant.merchantId)
  for (;;) {
    const { rows } = await merchant.owner.query<{ id: string }>(
      `select id from access_links where staff_id = $1 and kind = $2 order by id desc limit 1`,
      [staffId, kind],
    )
    if (rows[0] !== undefined) return writeLinkToken(keys, { id: rows[0].id, kind })
    // It is made beside the answer to whoever asked for it.
    await pause(10)
  }
}

async function plugInAuthenticator(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page)
  await session.send('WebAuthn.enable')
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      ...{ protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true },
      ...{ isUserVerified: true, automaticPresenceSimulation: true },
    },
  })
}
