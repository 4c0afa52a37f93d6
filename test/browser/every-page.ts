import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { createServer } from 'vite'
import type { TestMerchant } from '../support/merchant.ts'

/** A page of the back office, as the areas name it: `/orders/$orderId`; and an address at which it can be looked at. */
export type PageOfOffice = { path: string; address: string }

/** What is read of an area: its type stands among those of the browser. */
type Area = { pages: readonly { path: string }[] }

/** Where the id in an address is found, by its name in the path. A page with another name fails until it has a row here. */
const examples: Record<string, string> = {
  orderId: `select id from orders where merchant_id = $1 and stage = 'processed' order by id desc limit 1`,
  workId: `select id from fulfillment_orders where merchant_id = $1 and status = 'released' order by id desc limit 1`,
  transferId: 'select id from stock_transfers where merchant_id = $1 order by id desc limit 1',
  itemId: 'select item_id as id from inventory_levels where merchant_id = $1 order by on_hand desc, item_id limit 1',
  customerId:
    'select customer_id as id from orders where merchant_id = $1 and customer_id is not null order by id desc limit 1',
  productId: `select id from products where merchant_id = $1 and status = 'active' order by id limit 1`,
  locationId: 'select id from locations where merchant_id = $1 order by id limit 1',
  staffId: 'select id from staff where merchant_id = $1 order by id limit 1',
}

const longestWaitMs = 30_000

/** Every page of every area: from the areas themselves, so that a new page is looked at as soon as it is there. */
export async function everyPage(shop: TestMerchant): Promise<PageOfOffice[]> {
  const paths = (await readAreas()).flatMap(({ pages }) => pages.map(({ path }) => path))
  const pages: PageOfOffice[] = []
  // One after the other: they ask over one connection.
  for (const path of paths) pages.push({ path, address: await addressOf(shop, path) })
  return pages
}

/** Goes from one page to another as a link does, without loading the application anew; the heading that is left is marked. */
export async function goWithin(page: Page, address: string): Promise<void> {
  if (page.url() === new URL(address, page.url()).href) return
  await page.evaluate(`document.querySelector('#page h1')?.setAttribute('data-left', '')`)
  await page.evaluate(`history.pushState({}, '', ${JSON.stringify(address)})`)
}

/**
 * Waits until a page shows what it was opened for, and no more than that it is on its way. It is looked at in every frame: a
 * locator that waits looks at growing intervals of up to half a second.
 */
export async function waitForPage(page: Page, address: string): Promise<void> {
  const { pathname } = new URL(address, page.url())
  const shown = await page.evaluate(`new Promise((answer) => {
    const last = performance.now() + ${longestWaitMs}
    const look = () => {
      const isThere = location.pathname === ${JSON.stringify(pathname)} && document.querySelector('#page h1:not([data-left])') !== null
      const isOnItsWay = document.querySelector('#page :is(.ant-skeleton, [aria-busy=true], .ant-spin-spinning)') !== null
      if (isThere && !isOnItsWay) requestAnimationFrame(() => answer(true)) // Pictures, charts and fonts are drawn after it.
      else if (performance.now() > last) answer(false)
      else requestAnimationFrame(look)
    }
    look()
  })`)
  if (shown !== true) throw new Error(`${address} shows no more than that it is on its way, at ${page.url()}`)
}

/** The areas are read as Vite builds them: Node cannot load what stands in them. */
async function readAreas(): Promise<readonly Area[]> {
  const root = fileURLToPath(new URL('../../web', import.meta.url))
  const server = await createServer({
    root,
    configFile: `${root}/vite.config.ts`,
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
    appType: 'custom',
    logLevel: 'error',
  })
  try {
    const { areas } = (await server.ssrLoadModule('/app/areas.ts')) as { areas: readonly Area[] }
    return areas
  } finally {
    await server.close()
  }
}

async function addressOf({ owner, merchantId }: TestMerchant, path: string): Promise<string> {
  const names = [...path.matchAll(/\$(\w+)/g)].map(([, name]) => name as string)
  let address = path
  for (const name of names) {
    const query = examples[name]
    if (query === undefined)
      throw new Error(`${path}: tell in test/browser/every-page.ts where an example of ${name} is`)
    const { rows } = await owner.query<{ id: string }>(query, [merchantId])
    if (rows[0] === undefined) throw new Error(`${path}: the sample shop has no ${name}`)
    address = address.replace(`$${name}`, rows[0].id)
  }
  return address
}
