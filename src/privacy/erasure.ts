// Erasure: that nothing a person could be known by stays readable, while the books stay as they are. It waits for open orders,
// for money that is owed either way, and for legal holds. GDPR article 17; PIPL article 47.
import type { DataSubject } from '../customers/personal-holder.ts'
import { DomainError } from '../platform/errors.ts'
import type { LegalHold } from './legal-hold.ts'

/** Why somebody is erased; `retention` is the merchant's own rule. */
export const erasureGrounds = ['request', 'consent_withdrawn', 'no_longer_needed', 'unlawful', 'other'] as const

/** A ground of erasure. */
export type ErasureGround = (typeof erasureGrounds)[number] | 'retention'

/** What stands against an erasure, an order as the number that people know it by. */
export type Obstacles = { openOrders: number[]; unsettledOrders: number[]; legalHolds: LegalHold[] }

/** A subject with what stands against erasing it. */
export type ErasureCase = { subject: DataSubject; obstacles: Obstacles }

/** Whether nothing stands against it. */
export function isErasable({ openOrders, unsettledOrders, legalHolds }: Obstacles): boolean {
  return openOrders.length + unsettledOrders.length + legalHolds.length === 0
}

const shownOrders = 20

/** The refusal that names what blocks. */
export function erasureBlocked({ openOrders, unsettledOrders, legalHolds }: Obstacles): DomainError {
  return new DomainError('refused', 'erasure_blocked', {
    facts: {
      openOrders: openOrders.length,
      unsettledOrders: unsettledOrders.length,
      legalHolds: legalHolds.map(({ id }) => id),
      orderNumbers: [...openOrders, ...unsettledOrders].slice(0, shownOrders).map(String),
    },
  })
}
