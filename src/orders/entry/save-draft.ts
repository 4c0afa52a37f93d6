import { insertBuyers } from '../../customers/buyer-store.ts'
import { newSealingPerson } from '../../customers/sealed-text.ts'
import { type Command, requireVersion } from '../../platform/command.ts'
import { keysThatOpen } from '../../platform/crypto/key-ring.ts'
import { DomainError } from '../../platform/errors.ts'
import { publish } from '../../platform/events.ts'
import { newId } from '../../platform/ids.ts'
import { countOpenDrafts, insertDraft, lockOwnDraft, saveDraft } from './draft-store.ts'
import { draftEvent } from './events.ts'
import { type DraftRow, draftExpiry, maxDrafts, type OrderDraft } from './order-draft.ts'

/**
 * Begins a draft of an order, for who asks.
 * @throws DomainError `too_many_drafts`
 */
export async function beginDraft({ tx, now, actor, keys }: Command, draft: OrderDraft): Promise<DraftRow> {
  if ((await countOpenDrafts(tx, actor)) >= maxDrafts) {
    throw new DomainError('refused', 'too_many_drafts', { facts: { max: maxDrafts } })
  }
  const person = newSealingPerson(keys, now)
  const row: DraftRow = {
    ...{ id: newId(now), owner: actor, status: 'open', version: 1, personId: person.id, orderId: null },
    ...{ ...knownOf(draft), createdAt: now, savedAt: now, expiresAt: draftExpiry(now) },
  }
  const people = insertBuyers({ tx, keys, actor }, { people: [person], contacts: [], customers: [] })
  await Promise.all(people.map((query) => tx.run(query)))
  await insertDraft({ tx, keys }, row, { draft, wrappedKey: person.wrappedKey })
  await publish(tx, [draftEvent('order_draft.begun', row, { at: now, actor })])
  return row
}

/**
 * Saves a draft over what was typed before; another window that saved meanwhile is not overwritten.
 * @throws DomainError `not_found`, `version_mismatch`
 */
export async function rewriteDraft(
  command: Command,
  { draftId, draft }: { draftId: string; draft: OrderDraft },
): Promise<DraftRow> {
  const { tx, now, actor, keys } = command
  const before = await lockOwnDraft({ tx, actor }, draftId)
  if (before === undefined) throw draftNotFound()
  requireVersion(command, before.version)
  const present = await keysThatOpen(keys, tx, [before.wrappedKey])
  const after = {
    ...before,
    ...knownOf(draft),
    ...{ version: before.version + 1, savedAt: now, expiresAt: draftExpiry(now) },
  }
  await saveDraft({ tx, keys: present }, after, draft)
  await publish(tx, [draftEvent('order_draft.saved', after, { at: now, actor })])
  return after
}

/** For who has no such draft: it ended, or it is somebody else's, or there never was one. */
export function draftNotFound(): DomainError {
  return new DomainError('not_found', 'not_found', { facts: { object: 'order_draft' } })
}

/** What is known of a draft beside what is sealed: nothing of the receiver. */
function knownOf({ channel, customerId, lines }: OrderDraft): Pick<DraftRow, 'channel' | 'customerId' | 'lines'> {
  const isCode = channel !== undefined && /^[a-z0-9][a-z0-9-]{0,49}$/.test(channel)
  return { channel: isCode ? channel : null, customerId: customerId ?? null, lines: lines.length }
}
