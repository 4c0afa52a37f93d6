// A picture of every page of the back office, of a shop with sample data: wide and phone, in both languages, light and dark.
//   npm run screenshots -- [--to FOLDER] [--only TEXT]
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { readScriptArguments } from '../src/shell/script-arguments.ts'
import { everyPage, type PageOfOffice, waitForPage } from '../test/browser/every-page.ts'
import { type Office, openOfficeOf } from '../test/browser/office.ts'
import type { TestMerchant } from '../test/support/merchant.ts'
import { createSampleShop } from '../test/support/sample-shop.ts'
import { startTestServer } from './testing/test-server.ts'

const { values } = readScriptArguments(
  `usage: npm run screenshots -- [--to FOLDER] [--only TEXT]

  --to FOLDER   where the pictures go (.tmp/screenshots)
  --only TEXT   only pages whose path has it, such as orders or /stock/$itemId`,
  { options: { to: { type: 'string', default: '.tmp/screenshots' }, only: { type: 'string', default: '' } } },
)

const looks = ['zh-CN', 'en'].flatMap((language) =>
  ['light', 'dark'].flatMap((scheme) => [
    { language, scheme, screen: 'wide', width: 1440, height: 900 },
    { language, scheme, screen: 'phone', width: 390, height: 844 },
  ]),
) as { language: 'zh-CN' | 'en'; scheme: 'light' | 'dark'; screen: string; width: number; height: number }[]

await mkdir(values.to, { recursive: true })
const server = await startTestServer()
process.env.YIDAN_TEST_DATABASE_URL = server.url
process.env.YIDAN_TEST_APP_PASSWORD = 'yidan-test'
let office: Office<TestMerchant> | undefined
try {
  office = await openOfficeOf(await createSampleShop())
  const pages = (await everyPage(office.shop)).filter(({ path }) => path.includes(values.only))
  if (pages.length === 0) throw new Error(`no page has ${values.only} in its path`)
  for (const look of looks) await photograph(office, pages, look)
  console.log(`${pages.length * looks.length} pictures of ${pages.length} pages in ${values.to}`)
} finally {
  await office?.close()
  await server.stop()
}

async function photograph(
  { enter, address: origin }: Office<TestMerchant>,
  pages: readonly PageOfOffice[],
  { language, scheme, screen, width, height }: (typeof looks)[number],
): Promise<void> {
  const { page, close } = await enter({
    ...{ roles: ['owner'], language, colorScheme: scheme, viewport: { width, height } },
  })
  for (const { path, address } of pages) {
    await page.goto(`${origin}${address}`)
    await waitForPage(page, address)
    const name = path === '/' ? 'home' : path.slice(1).replaceAll(/[^\w-]+/g, '-')
    await page.screenshot({ path: join(values.to, `${name}.${screen}.${language}.${scheme}.png`) })
  }
  await close()
}
