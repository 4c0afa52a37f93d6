import { runInHalves } from '../../platform/batch.ts'
import type { Answer } from '../../platform/command.ts'
import type { DomainEvent } from '../../platform/events.ts'
import { previewOf } from '../../platform/preview.ts'
import type { PlaceOrderItem } from './place-order-item.ts'
import { type Intake, placeOrders } from './place-orders.ts'

/** Says what placing an order would come to. */
export type PreviewOrder = (merchantId: string, item: Omit<PlaceOrderItem, 'idempotency'>) => Promise<Answer>

/** Places orders for trial: each alone, all of it undone, its number given back. */
export function previewOrder(intake: Intake): PreviewOrder {
  return async (merchantId, item) => {
    const told: DomainEvent[] = []
    const hearEvents = (events: readonly object[]) => void told.push(...(events as DomainEvent[]))
    const place = placeOrders({ ...intake, hearEvents })
    const [outcome] = await runInHalves(
      (id, items, attempt) => {
        told.length = 0
        return place(id, items, attempt)
      },
      merchantId,
      [item],
    )
    if (outcome === undefined || 'refusal' in outcome) throw outcome?.refusal
    if (outcome.value.status >= 400) return outcome.value
    return { status: 200, body: previewOf(outcome.value, told, {}) }
  }
}
