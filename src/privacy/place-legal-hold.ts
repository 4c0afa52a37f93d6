import type { Command } from '../platform/command.ts'
import { unlessTaken } from '../platform/db/taken-meanwhile.ts'
import { publish } from '../platform/events.ts'
import { newId } from '../platform/ids.ts'
import { type HeldSubject, type LegalHold, legalHoldEvent } from './legal-hold.ts'
import { insertLegalHold, lockLegalHold, saveLegalHold } from './legal-hold-store.ts'
import { lockSubject } from './subject-store.ts'

/** What is held, why, and until when. */
export type PlaceLegalHold = { subject: HeldSubject; reason: string; until: Date | null }

/**
 * Holds what is kept of a customer or an order, or changes the hold that there is. Said again the same, it changes nothing.
 * @throws DomainError `customer_not_found`, `not_found`
 */
export async function placeLegalHold(
  { tx, now, actor }: Command,
  { subject, reason, until }: PlaceLegalHold,
): Promise<LegalHold> {
  await lockSubject(tx, subject)
  const before = await lockLegalHold(tx, subject.id)
  if (before === undefined) {
    const hold = {
      ...{ id: newId(now), subjectType: subject.type, subjectId: subject.id, reason, until },
      ...{ version: 1, placedAt: now, placedBy: actor },
    }
    await unlessTaken(insertLegalHold(tx, hold))
    await publish(tx, [legalHoldEvent(hold, { verb: 'placed', at: now, actor })])
    return hold
  }
  if (before.reason === reason && before.until?.getTime() === until?.getTime()) return before
  const after = { ...before, reason, until, version: before.version + 1 }
  await saveLegalHold(tx, after)
  await publish(tx, [legalHoldEvent(after, { verb: 'changed', at: now, actor })])
  return after
}
