import type { Command } from '../platform/command.ts'
import { publish } from '../platform/events.ts'
import { newId } from '../platform/ids.ts'
import { type Granted, limitsOf, takeFrom } from './disclosure.ts'
import { lockQuota, saveQuota } from './disclosure-store.ts'
import { findPrivacySettings } from './privacy-settings-store.ts'

/**
 * Counts contacts that the command's actor wants to see, as far as the limits leave any. Requests of one actor count one after
 * the other. That the limit was reached is told once an hour.
 */
export async function countDisclosed({ tx, now, actor }: Command, wanted: number, isPacking = false): Promise<Granted> {
  const { settings } = await findPrivacySettings(tx)
  const taken = takeFrom(await lockQuota(tx, actor, now), limitsOf(actor, settings, isPacking), wanted, now)
  const isNews = taken.refusal !== undefined && taken.quota.toldAt === null
  await saveQuota(tx, actor, isNews ? { ...taken.quota, toldAt: now } : taken.quota)
  if (isNews) {
    await publish(tx, [
      {
        ...{ objectType: 'disclosure_limit', objectId: newId(now), version: 1, type: 'disclosure_limit.reached' },
        ...{ actor, at: now, data: { ...taken.refusal?.facts, wanted, granted: taken.granted } },
      },
    ])
  }
  return taken
}
