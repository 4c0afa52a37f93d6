import type { DataSubject, PersonalDataHolder } from '../customers/personal-holder.ts'
import type { Command } from '../platform/command.ts'
import { forgetFailures, holdDrains } from '../platform/drain.ts'
import { publish } from '../platform/events.ts'
import { newId } from '../platform/ids.ts'
import { findAnswersAbout, keepAnswers } from '../platform/kept-answers.ts'
import { withoutTexts } from './blank-texts.ts'
import { type ErasureGround, erasureBlocked, isErasable, type Obstacles } from './erasure.ts'
import type { HeldSubject } from './legal-hold.ts'
import { clearHoldReasons } from './legal-hold-store.ts'
import { findSubject, lockForErasure } from './subject-store.ts'

/** What an erasure came to: how many people, contacts, texts of each kind; all 0 where they were erased before. */
export type Erasure = { subject: DataSubject; counts: Record<string, number> }

/**
 * Erases a customer with all to whom their orders went, or the guest of an order. Done again it finds nothing to do.
 * @throws DomainError `customer_not_found`, `not_found`, `order_of_customer`, `erasure_blocked`
 */
export async function eraseSubject(
  command: Command,
  holders: readonly PersonalDataHolder[],
  { subject, ground }: { subject: HeldSubject; ground: ErasureGround },
): Promise<Erasure> {
  await holdIndexes(command, holders)
  const outcome = await eraseUnlessBlocked(command, holders, { subject, ground })
  if ('obstacles' in outcome) throw erasureBlocked(outcome.obstacles)
  await clearAnswers(command, [outcome])
  return outcome
}

/** Keeps those who write search keys from working: they would write what they read before it was erased. */
export async function holdIndexes(command: Command, holders: readonly PersonalDataHolder[]): Promise<void> {
  await holdDrains(
    command,
    holders.flatMap(({ indexes }) => indexes ?? []),
  )
}

/** Erases under locks, unless something stands against it. */
export async function eraseUnlessBlocked(
  command: Command,
  holders: readonly PersonalDataHolder[],
  { subject: wanted, ground }: { subject: HeldSubject; ground: ErasureGround },
): Promise<Erasure | { obstacles: Obstacles }> {
  const { tx, now, actor } = command
  const found = await findSubject(tx, wanted)
  const obstacles = await lockForErasure(tx, found, now)
  if (!isErasable(obstacles)) return { obstacles }
  // Read again behind the locks: another may have erased it meanwhile.
  const subject = await findSubject(tx, wanted)
  if (subject.personIds.length === 0) return { subject, counts: {} }
  const counts: Record<string, number> = { orders: subject.orderIds.length }
  const objectIds: string[] = []
  for (const holder of holders) objectIds.push(...(await holder.findObjectIds(tx, subject)))
  for (const holder of holders) Object.assign(counts, await holder.erase(command, subject))
  await clearHoldReasons(tx, [subject.id, ...subject.orderIds])
  await forgetFailures(tx, objectIds)
  await publish(tx, [
    {
      ...{ objectType: 'erasure', objectId: newId(now), version: 1, type: 'personal_data.erased', actor, at: now },
      ...(subject.type === 'customer' && { subjectId: subject.id }),
      data: { subjectType: subject.type, subjectId: subject.id, ground, counts },
    },
  ])
  return { subject, counts }
}

/** Empties people's words in answers that are kept under idempotency keys, all subjects in one reading of them. */
export async function clearAnswers({ tx }: Command, erasures: readonly Erasure[]): Promise<void> {
  const done = erasures.filter(({ counts }) => Object.keys(counts).length > 0)
  const ids = done.flatMap(({ subject }) => [subject.id, ...subject.orderIds])
  if (ids.length === 0) return
  const customerIds = new Set(done.flatMap(({ subject }) => subject.customerId ?? []))
  const answers = await findAnswersAbout(tx, [...new Set(ids)])
  const cleared = answers.flatMap(({ key, status, answer }) => {
    const body = withoutTexts(JSON.parse(answer), customerIds)
    return JSON.stringify(body) === answer ? [] : [{ key, status, body }]
  })
  if (cleared.length > 0) await tx.run(keepAnswers(tx, cleared))
}
