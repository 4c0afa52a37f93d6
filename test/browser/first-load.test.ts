import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Request } from 'playwright-core'
import { type Office, openOffice } from './office.ts'

/** What issue 4 allows for whoever comes for the first time: scripts as they are sent, Home's own among them. */
const mostBytes = 350_000

let office: Office
before(async () => {
  office = await openOffice()
})
after(() => office.close())

for (const language of ['zh-CN', 'en'] as const) {
  test(`the first load is below ${mostBytes / 1000} kB of compressed scripts, ${language}`, async () => {
    const { page, faults, close } = await office.enter({ roles: ['owner'], language })
    const scripts: Request[] = []
    const fresh = await page.context().newPage()
    const network = await page.context().newCDPSession(fresh)
    await network.send('Network.enable')
    await network.send('Network.setCacheDisabled', { cacheDisabled: true })
    fresh.on('requestfinished', (request) => {
      if (request.resourceType() === 'script') scripts.push(request)
    })
    await fresh.goto(`${office.address}/`)
    await fresh.locator('#page h1').waitFor()
    await fresh.locator('#page:not(:has(.ant-skeleton))').waitFor()
    const sizes = await Promise.all(scripts.map((request) => request.sizes()))
    const bytes = sizes.reduce((sum, { responseBodySize }) => sum + responseBodySize, 0)
    const told = scripts.map((request, index) => `${sizes[index]?.responseBodySize} ${new URL(request.url()).pathname}`)
    assert.ok(scripts.length > 0, 'no script was loaded')
    assert.ok(bytes > 50_000, `${bytes} bytes: these are not the scripts of the back office`)
    assert.ok(bytes < mostBytes, `${bytes} bytes:\n${told.join('\n')}`)
    assert.deepEqual(faults(), [])
    await close()
  })
}
