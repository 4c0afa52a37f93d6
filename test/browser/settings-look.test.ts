import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sections } from '../../web/settings/sections.ts'
import { judgePage, looks, type Office, openOffice } from './office.ts'

let office: Office
before(async () => {
  office = await openOffice()
})
after(() => office.close())

const addresses = ['/settings', ...sections.map(({ path }) => path), '/approvals', '/audit']

for (const [look, width, colorScheme, language] of looks) {
  test(`every page of the settings, approvals and the audit can be read, ${look}`, async () => {
    const { page, faults, close } = await office.enter({
      ...{ roles: ['owner'], language, colorScheme, viewport: { width, height: 844 } },
    })
    for (const address of addresses) {
      await page.goto(`${office.address}${address}`)
      await page.locator('#page:not(:has(.ant-skeleton)) h1').waitFor()
      await judgePage(page, `${address.slice(1).replaceAll('/', '-')}, ${look}`)
      assert.deepEqual(faults(), [], address)
    }
    await close()
  })
}
