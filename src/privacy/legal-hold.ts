// A legal hold: that what is kept of a customer or of an order must stay for now, because a dispute, a claim or an authority
// needs it. It ends by itself at its moment, or when somebody releases it.
import type { DomainEvent } from '../platform/events.ts'

/** What a hold is of. */
export type HeldSubject = { type: 'customer' | 'order'; id: string }

/** A hold that has not been released. */
export type LegalHold = {
  id: string
  subjectType: HeldSubject['type']
  subjectId: string
  reason: string
  /** From when on it no longer holds; none: until it is released. */
  until: Date | null
  version: number
  placedAt: Date
  placedBy: string
}

/** What happened to a hold; the reason stands with the hold alone, where it can be erased. */
export function legalHoldEvent(
  hold: LegalHold,
  { verb, at, actor }: { verb: 'placed' | 'changed' | 'released'; at: Date; actor: string },
): DomainEvent {
  const { id: objectId, version, subjectType, subjectId, until } = hold
  return {
    ...{ objectType: 'legal_hold', objectId, version, type: `legal_hold.${verb}`, actor, at },
    ...(subjectType === 'customer' && { subjectId }),
    data: { subjectType, subjectId, until: until?.toISOString() ?? null },
  }
}
