import { isDeepStrictEqual } from 'node:util'
import { type Command, requireVersion } from '../platform/command.ts'
import { DomainError } from '../platform/errors.ts'
import { publish } from '../platform/events.ts'
import { newId } from '../platform/ids.ts'
import { preferencesSet } from './events.ts'
import type { Preferences } from './preferences.ts'
import { staffIdOf } from './saved-view.ts'
import { findPreferences, savePreferences } from './workspace-store.ts'

/**
 * Sets how the command's person likes the screens, as a whole.
 * @throws DomainError `not_a_person`, `version_mismatch`
 */
export async function setPreferences(
  command: Command,
  wanted: Preferences,
): Promise<Preferences & { version: number }> {
  const { tx, now, actor } = command
  const staffId = staffIdOf(actor)
  const { version: before, ...earlier } = await findPreferences(tx, staffId)
  requireVersion(command, before)
  const version = before + 1
  const id = await savePreferences(tx, { staffId, id: newId(now) }, { ...wanted, version })
  if (id === undefined) {
    throw new DomainError('mismatch', 'version_mismatch', { facts: { expected: before, found: version } })
  }
  const names = Object.keys(wanted) as (keyof Preferences)[]
  const parts = names.filter((name) => !isDeepStrictEqual(wanted[name], earlier[name])).sort()
  await publish(tx, [preferencesSet({ id, version, parts }, { at: now, actor })])
  return { ...wanted, version }
}
