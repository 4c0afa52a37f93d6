import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { samplePicture } from '../support/pictures.ts'
import { judgePage, looks, type Office, openOffice } from './office.ts'

let office: Office
before(async () => {
  office = await openOffice()
})
after(() => office.close())

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name })

test('probe', async () => {
  const { page, faults, close } = await office.enter({ roles: ['owner'], where: '/products' })
  await heading(page, '商品').waitFor()
  for (const where of ['/products','/products/new','/products/prices','/products/taxes','/products/barcodes','/customers','/customers/new','/locations','/locations/new','/products/import','/customers/import','/locations/stock-import']) {
    await page.goto(`${office.address}${where}`)
    await page.locator('h1').waitFor()
    await page.waitForLoadState('networkidle')
    await judgePage(page, `probe${where}`).catch((error) => console.log(where, String(error).slice(0, 1500)))
  }
  console.log(faults())
  await close()
})
