import { countDisclosed } from '../customers/count-disclosed.ts'
import { insertDisclosures } from '../customers/disclosure-store.ts'
import type { DataSubject, ExportSection, PersonalDataHolder } from '../customers/personal-holder.ts'
import type { Outcome } from '../platform/batch.ts'
import type { Command } from '../platform/command.ts'
import { publish } from '../platform/events.ts'
import { newId } from '../platform/ids.ts'
import { findEventsOf } from './event-queries.ts'
import type { HeldSubject } from './legal-hold.ts'
import { findSubject } from './subject-store.ts'

/** A copy of all that is held on a person (GDPR articles 15 and 20, PIPL article 45). */
export type PersonalDataCopy = { id: string; at: Date; subject: DataSubject; sections: ExportSection[] }

/** A copy counts as so many contacts at most, so that a buyer with many receivers can have one at all. */
const mostCounted = 10

/**
 * Makes a copy of all that is held on a customer, or on the guest of an order, and keeps who made it. It counts to the limits
 * of disclosures; a refusal by them is told, so the transaction is to be committed.
 * @throws DomainError `customer_not_found`, `not_found`, `order_of_customer`
 */
export async function exportPerson(
  command: Command,
  holders: readonly PersonalDataHolder[],
  wanted: HeldSubject,
): Promise<Outcome<PersonalDataCopy>> {
  const { tx, now } = command
  const subject = await findSubject(tx, wanted)
  const { refusal } = await countDisclosed(command, Math.min(Math.max(subject.personIds.length, 1), mostCounted))
  if (refusal !== undefined) return { refusal }
  const sections: ExportSection[] = []
  const objectIds: string[] = []
  for (const holder of holders) {
    sections.push(...(await holder.collect(command, subject)))
    objectIds.push(...(await holder.findObjectIds(tx, subject)))
  }
  sections.push(await findEventsOf(tx, [...new Set(objectIds)]))
  const id = newId(now)
  await keepExport(command, { id, subject, sections })
  return { value: { id, at: now, subject, sections } }
}

async function keepExport(
  { tx, now, actor }: Command,
  { id, subject, sections }: Pick<PersonalDataCopy, 'id' | 'subject' | 'sections'>,
): Promise<void> {
  await insertDisclosures(
    tx,
    subject.personIds.map((personId) => ({
      ...{ personId, id, subjectType: 'export', subjectId: subject.id, purpose: 'export', reason: null },
      ...{ disclosedBy: actor, disclosedAt: now },
    })),
  )
  const counts = Object.fromEntries(sections.map(({ name, rows }) => [name, rows.length]))
  await publish(tx, [
    {
      ...{ objectType: 'export', objectId: id, version: 1, type: 'personal_data.exported', actor, at: now },
      ...(subject.type === 'customer' && { subjectId: subject.id }),
      data: { subjectType: subject.type, subjectId: subject.id, people: subject.personIds.length, counts },
    },
  ])
}
