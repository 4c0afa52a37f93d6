import type { Command } from '../platform/command.ts'
import { DomainError } from '../platform/errors.ts'
import { publish } from '../platform/events.ts'
import { type HeldSubject, type LegalHold, legalHoldEvent } from './legal-hold.ts'
import { endLegalHold, lockLegalHold } from './legal-hold-store.ts'
import { lockSubject } from './subject-store.ts'

/** Releases the hold of a customer or an order. @throws DomainError `customer_not_found`, `not_found`, `hold_not_found` */
export async function releaseLegalHold({ tx, now, actor }: Command, subject: HeldSubject): Promise<LegalHold> {
  await lockSubject(tx, subject)
  const before = await lockLegalHold(tx, subject.id)
  if (before === undefined) throw new DomainError('not_found', 'hold_not_found')
  const after = { ...before, version: before.version + 1 }
  await endLegalHold(tx, after, { at: now, by: actor })
  await publish(tx, [legalHoldEvent(after, { verb: 'released', at: now, actor })])
  return after
}
