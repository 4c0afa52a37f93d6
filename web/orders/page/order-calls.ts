// What can be done to an order, as calls of the API. Each is of the version that was looked at: if somebody was quicker, it is
// refused, and the page says so.
import type {
  cancelLineContract,
  cancelOrderContract,
  holdOrderContract,
  reinstateLineContract,
  reinstateOrderContract,
  releaseHoldContract,
  renderServicesContract,
} from '../../../src/orders/change-contract.ts'
import { call } from '../../platform/call.ts'
import type { OrderDetail } from './order-rules.ts'

type Seen = Pick<OrderDetail, 'id' | 'version'>

/** Releases a hold. */
export function releaseHold({ id, version }: Seen, holdId: string) {
  return call<typeof releaseHoldContract>('DELETE', `/orders/${id}/holds/${holdId}`, undefined, { version })
}

/** Holds an order. */
export function holdOrder(
  { id, version }: Seen,
  hold: { kind: 'review' | 'fraud' | 'address' | 'stock' | 'credit' | 'manual'; reason: string; detail: string },
) {
  return call<typeof holdOrderContract>('POST', `/orders/${id}/holds`, hold, { version })
}

/** Cancels an order. */
export function cancelOrder({ id, version }: Seen, reason: string) {
  return call<typeof cancelOrderContract>('POST', `/orders/${id}/cancellation`, { reason }, { version })
}

/** Takes the cancellation of an order back. */
export function reinstateOrder({ id, version }: Seen) {
  return call<typeof reinstateOrderContract>('DELETE', `/orders/${id}/cancellation`, undefined, { version })
}

/** Cancels so many of a line. */
export function cancelLine({ id, version }: Seen, lineNumber: number, wish: { quantity: number; reason: string }) {
  const path = `/orders/${id}/lines/${lineNumber}/cancellation`
  return call<typeof cancelLineContract>('POST', path, wish, { version })
}

/** Takes the last cancellation of a line back. */
export function reinstateLine({ id, version }: Seen, lineNumber: number) {
  const path = `/orders/${id}/lines/${lineNumber}/cancellation`
  return call<typeof reinstateLineContract>('DELETE', path, undefined, { version })
}

/** Says that the services of an order are done. */
export function renderServices({ id, version }: Seen) {
  return call<typeof renderServicesContract>('POST', `/orders/${id}/services`, undefined, { version })
}
