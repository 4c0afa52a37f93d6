import assert from 'node:assert/strict'
import { dayMs } from '../../src/platform/time.ts'
import { receiver } from '../support/shop.ts'
import { workOn } from '../support/work.ts'
import type { Office } from './office.ts'

const onAccount = { payment: { terms: 'on_account' } }
const lines = (sku: string, quantity = 1) => [{ sku, quantity }]
const to = (province: string, city: string) => ({ ...receiver, province, city })

/**
 * Orders of today and of the same day a week ago: two for review (the longest waits for a day and an hour), one for payment, one
 * for goods, the others to be picked, one of them to Taiwan.
 */
export async function placeHomeOrders({
  shop,
}: Office): Promise<{ numbers: Map<string, number>; ids: Map<string, string> }> {
  await shop.addVariants({ sku: 'RARE' })
  await shop.settings({ shortagePolicy: 'backorder', reviewRules: [{ code: 'large', totalAtLeast: 9000 }] })
  const numbers = new Map<string, number>()
  const ids = new Map<string, string>()
  const clock = shop.runtime.clock
  const place = async (name: string, agoMs: number, order: object) => {
    const at = new Date(clock().getTime() - agoMs)
    Object.assign(shop.runtime, { clock: () => at })
    const { status, body } = await shop.place({ ...onAccount, ...order })
    Object.assign(shop.runtime, { clock })
    assert.equal(status, 201, JSON.stringify(body))
    numbers.set(name, body.number as number)
    ids.set(name, body.id)
  }
  const hourMs = dayMs / 24
  await place('week', 7 * dayMs + hourMs, { lines: lines('A', 2) })
  await place('held', dayMs + hourMs, { lines: lines('A', 9) })
  await place('held too', 1000, { lines: lines('B', 9), channel: 'phone' })
  await place('unpaid', 900, { lines: lines('A'), payment: { terms: 'awaiting_payment' } })
  await place('lacking', 800, { lines: lines('RARE') })
  await place('guangdong', 700, { lines: lines('A'), shipTo: to('广东省', '深圳市'), externalId: 'TB-2026-77001' })
  await place('taiwan', 600, { lines: lines('A'), shipTo: to('台湾省', '台北市') })
  await place('plain', 500, { lines: lines('C', 3) })
  await shop.drainAll()
  const [work] = await workOn(shop, ids.get('plain') as string)
  assert.ok(work !== undefined)
  return { numbers, ids }
}
