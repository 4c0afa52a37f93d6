import type { PersonalDataHolder } from '../customers/personal-holder.ts'
import { findPrivacySettings } from '../customers/privacy-settings-store.ts'
import type { Command, QueryContext } from '../platform/command.ts'
import { dayMs } from '../platform/time.ts'
import { clearAnswers, type Erasure, eraseUnlessBlocked, holdIndexes } from './erase-subject.ts'
import { countDueCustomers, countDueGuests, type Due, findDueCustomers, findDueGuests } from './retention-queries.ts'

/** How far a run has come; what it erased is not found again, so that a run that was cut short begins anew. */
export type RetentionPlace = { of: 'guests' | 'customers'; after: string | null }

const portion = 20

/** Where a run begins. */
export const retentionStart: RetentionPlace = { of: 'guests', after: null }

/**
 * Erases one portion of those whom the merchant's rules no longer keep; answers how many, and where to go on, which is nowhere
 * when there is no more.
 */
export async function eraseDue(
  command: Command,
  holders: readonly PersonalDataHolder[],
  { of, after }: RetentionPlace,
): Promise<{ erased: number; next: RetentionPlace | null }> {
  const { settings } = await findPrivacySettings(command.tx)
  const { guestsAfterDays, customersAfterDays } = settings.retention
  const due = dueAfter(of === 'guests' ? guestsAfterDays : customersAfterDays, command.now)
  const find = of === 'guests' ? findDueGuests : findDueCustomers
  const ids = due === undefined ? [] : await find(command.tx, due, { after, limit: portion })
  const erased = ids.length === 0 ? 0 : await eraseEach(command, holders, { of, ids })
  if (ids.length === portion) return { erased, next: { of, after: ids.at(-1) ?? null } }
  return { erased, next: of === 'guests' ? { of: 'customers', after: null } : null }
}

/** How many the rules would erase now; null where there is no rule. */
export async function previewRetention({ tx, now }: QueryContext): Promise<{
  guests: number | null
  customers: number | null
}> {
  const { retention } = (await findPrivacySettings(tx)).settings
  const guests = dueAfter(retention.guestsAfterDays, now)
  const customers = dueAfter(retention.customersAfterDays, now)
  return {
    guests: guests === undefined ? null : await countDueGuests(tx, guests),
    customers: customers === undefined ? null : await countDueCustomers(tx, customers),
  }
}

function dueAfter(days: number | null, now: Date): Due | undefined {
  if (days === null) return undefined
  // Ids begin with 1970.
  return { quietSince: new Date(Math.max(0, now.getTime() - days * dayMs)), now }
}

async function eraseEach(
  command: Command,
  holders: readonly PersonalDataHolder[],
  { of, ids }: { of: RetentionPlace['of']; ids: readonly string[] },
): Promise<number> {
  await holdIndexes(command, holders)
  const erasures: Erasure[] = []
  const type = of === 'guests' ? 'order' : 'customer'
  for (const id of ids) {
    const outcome = await eraseUnlessBlocked(command, holders, { subject: { type, id }, ground: 'retention' })
    if ('subject' in outcome) erasures.push(outcome)
  }
  await clearAnswers(command, erasures)
  return erasures.length
}
