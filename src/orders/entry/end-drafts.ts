import { type Command, requireVersion } from '../../platform/command.ts'
import { publish } from '../../platform/events.ts'
import { endDrafts, lockOpenDrafts, lockOwnDraft } from './draft-store.ts'
import { draftEvent } from './events.ts'
import type { DraftRow } from './order-draft.ts'
import { draftNotFound } from './save-draft.ts'

const portion = 500

/**
 * Ends a draft that its owner wants no more; what was typed is gone.
 * @throws DomainError `not_found`, `version_mismatch`
 */
export async function discardDraft(command: Command, { draftId }: { draftId: string }): Promise<DraftRow> {
  const { tx, actor } = command
  const draft = await lockOwnDraft({ tx, actor }, draftId)
  if (draft === undefined) throw draftNotFound()
  requireVersion(command, draft.version)
  const [ended] = await end(command, 'discarded', [draft])
  return ended as DraftRow
}

/** Ends the drafts that nobody touched for too long; answers how many, and is called again until it answers none. */
export async function expireDrafts(command: Command): Promise<number> {
  const due = await lockOpenDrafts(command.tx, { expiredAt: command.now, limit: portion })
  await end(command, 'expired', due)
  return due.length
}

/** Ends what anybody has begun for a customer; answers how many that was. */
export async function discardDraftsFor(command: Command, customerId: string): Promise<number> {
  const drafts = await lockOpenDrafts(command.tx, { customerId })
  await end(command, 'discarded', drafts)
  return drafts.length
}

async function end(
  { tx, now, actor }: Command,
  status: 'discarded' | 'expired',
  drafts: readonly DraftRow[],
): Promise<DraftRow[]> {
  if (drafts.length === 0) return []
  const ended = drafts.map((draft) => ({ ...draft, status, version: draft.version + 1 }))
  await tx.run(endDrafts(tx, status, ended))
  await publish(
    tx,
    ended.map((draft) => draftEvent(`order_draft.${status}`, draft, { at: now, actor })),
  )
  return ended
}
