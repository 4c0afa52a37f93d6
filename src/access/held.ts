// Nobody hands out more than they have: neither permissions, nor places and channels.
import { z } from 'zod'
import { DomainError } from '../platform/errors.ts'
import { idInput } from '../platform/id-input.ts'
import { everywhere, isWithin, type Scope } from '../platform/scope.ts'
import { line } from '../platform/text.ts'

/** Where somebody or a key may act, as it comes in; left out: everywhere. */
export const scopeInput = {
  locationIds: z
    .array(idInput)
    .min(1)
    .max(1000)
    .nullish()
    .describe('the only places to act for; null or left out: all'),
  channels: z.array(line(50)).min(1).max(100).nullish().describe('the only channels to act for; null or left out: all'),
}

/** Who hands out: what they may, and where. */
export type Giver = { may?: (permission: string) => boolean; scope?: Scope }

/**
 * Asks whether permissions may be given away.
 * @throws DomainError forbidden `scope_not_held`
 */
export function requireHeld({ may = () => true }: Giver, permissions: readonly string[], field: string): void {
  const missing = permissions.filter((permission) => !may(permission))
  if (missing.length > 0) throw new DomainError('forbidden', 'scope_not_held', { field, facts: { missing } })
}

/**
 * Asks whether places and channels may be given away; `null` is all of them.
 * @throws DomainError forbidden `out_of_scope`
 */
export function requireHeldScope(
  { scope = everywhere }: Giver,
  { locationIds, channels }: { locationIds: readonly string[] | null; channels: readonly string[] | null },
): void {
  for (const { field, kind, names } of [
    { field: 'locationIds', kind: 'location', names: locationIds },
    { field: 'channels', kind: 'channel', names: channels },
  ]) {
    const isHeld = names === null ? scope[kind] === undefined : names.every((name) => isWithin(scope, kind, name))
    if (!isHeld) throw new DomainError('forbidden', 'out_of_scope', { field })
  }
}
