import type { Page } from 'playwright-core'
import { type Browser, type BrowserContextOptions, chromium } from 'playwright-core'

/** A page, and whatever went wrong on it: each answer of 400 or more, each fault of a script, each breach of the policy. */
export type Visit = { page: Page; faults: () => string[]; close: () => Promise<void> }

/** Starts a Chromium; `more` are further switches of it. */
export function launchBrowser(...more: string[]): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.YIDAN_CHROMIUM ?? '/usr/bin/chromium',
    args: [
      ...['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
      ...['--host-resolver-rules=MAP yidan.lan 127.0.0.1', ...more],
    ],
  })
}

/**
 * Opens a page of a fresh context, of somebody who asked for less motion: on a busy machine a button that is still on its way may have
 * moved on between the press and the release, and nothing is clicked. The worker that keeps the application, which fetches all of it,
 * only comes where `serviceWorkers` allows it.
 */
export async function openVisit(
  browser: Browser,
  { language, ...options }: { language: 'zh-CN' | 'en' } & BrowserContextOptions,
): Promise<Visit> {
  const context = await browser.newContext({
    ...{ locale: language, reducedMotion: 'reduce', serviceWorkers: 'block' },
    ...{ permissions: ['clipboard-read', 'clipboard-write'], ...options },
  })
  const page = await context.newPage()
  const found: string[] = []
  page.on('pageerror', (error) => found.push(String(error)))
  page.on('requestfailed', (request) => {
    // Whoever leaves a page leaves what it was asking for.
    const why = request.failure()?.errorText
    if (why !== 'net::ERR_ABORTED') found.push(`failed: ${request.url()} ${why}`)
  })
  page.on('response', (response) => {
    if (response.status() >= 400) found.push(`${response.status()} ${new URL(response.url()).pathname}`)
  })
  page.on('console', (message) => {
    // What an answer refuses is counted above.
    const isAnswer = message.text().startsWith('Failed to load resource')
    if (message.type() === 'error' && !isAnswer) found.push(message.text())
  })
  return { page, faults: () => [...new Set(found)], close: () => context.close() }
}
