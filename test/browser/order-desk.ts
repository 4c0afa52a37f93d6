import type { Page } from 'playwright-core'
import { holdOrder } from '../../src/orders/hold-order.ts'
import type { Office } from './office.ts'

/** Every order has a number of its channel. */
let made = 0

/**
 * Places orders of several channels and receivers: every fifth is held for review. Answers their numbers and ids, in the order in
 * which they were placed.
 */
export async function fillOrders({ shop }: Office, count: number): Promise<{ id: string; number: number }[]> {
  const placed: { id: string; number: number }[] = []
  for (const sku of ['A', 'B']) await shop.receive(shop.shanghai, sku, count * 3)
  for (let n = 0; n < count; n++) {
    const { body } = await shop.place({
      channel: n % 3 === 0 ? 'phone' : 'web',
      externalId: `EXT-${++made}`,
      shipTo: {
        ...{ name: n % 2 === 0 ? '张三丰' : '欧阳娜娜', phone: `138001${String(n).padStart(5, '0')}`, country: 'CN' },
        ...{ province: '浙江省', city: '杭州市', district: '西湖区', street: '文三路 1 号' },
      },
      lines: [{ sku: 'A', quantity: 1 + (n % 3) }, ...(n % 4 === 0 ? [{ sku: 'B', quantity: 1 }] : [])],
      payment: { terms: 'on_account' },
    })
    placed.push({ id: body.id, number: Number(body.number) })
  }
  for (const [n, { id: orderId }] of placed.entries()) {
    if (n % 5 !== 0) continue
    await shop.command((command) =>
      holdOrder(command, { orderId, kind: 'review', reason: '金额异常', detail: '比平时高' }),
    )
  }
  await shop.drainAll()
  return placed
}

/** The rows that are drawn, without the head. */
export function rowsOf(page: Page) {
  return page.locator('[role=grid] [role=row][aria-selected]')
}
