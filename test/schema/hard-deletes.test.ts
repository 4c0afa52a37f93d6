import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { test } from 'node:test'

/** What may be deleted, since it is no record of anything: each table with why. */
const deleted: Record<string, string> = {
  former_emails: 'the old address is told that it is one, and then forgotten',
  idempotency_keys: 'answers are kept for some days, and a claim whose refusal is not kept is freed',
  search_tokens: 'an index: a contact that changed is found by what it is now',
  bulk_rows: 'what became of each object of a bulk job, for a month: the events of the objects stay',
  event_deliveries: 'a queue: the event stays',
  export_rows: 'a queue: which rows a file is still to have',
  import_lines: 'lines that were kept aside and have become part of an order',
  inventory_items: 'a row says other than the default; set back to it there is none',
  recovery_codes: 'new ones stand in their place, and the old ones open nothing',
  sign_in_challenges: 'a question on the way in: it ends with its answer, or soon by itself',
  sign_in_failures: 'a count that ends with a sign-in or after a day; what failed is told by events',
  product_pictures: 'which file shows a product: what was there stands in its events, and the file is swept away',
  bundle_components: 'what a bundle stands for now: what it was stands in its events, and orders keep their own',
  ...Object.fromEntries(
    ['order_slots', 'order_day_stages', 'order_day_areas'].map((table) => [table, 'sums: they are made anew']),
  ),
  waiting_orders: 'an index: what waits no more is not among what waits',
  waiting_order_places: 'the same, by place',
  list_prices: 'no row is no price: what it was stands in its edit',
}

test('nothing that is a record is deleted by any part of the program', () => {
  const found = globSync('src/**/*.ts', { exclude: (path) => path.endsWith('.test.ts') }).flatMap((path) => {
    const text = readFileSync(path, 'utf8')
    return [...text.matchAll(/\b(?:delete\s+from|truncate)\s+(\w+)/gi)].map(([, table = '']) => table)
  })
  assert.deepEqual([...new Set(found)].sort(), Object.keys(deleted).sort())
})
