import { timingSafeEqual } from 'node:crypto'
import { readControl } from '../platform/db/control.ts'
import type { Database } from '../platform/db/database.ts'
import { DomainError } from '../platform/errors.ts'
import type { App, Principal } from '../platform/http/app.ts'
import { clientAddress } from '../platform/http/doors/client-address.ts'
import { everywhere } from '../platform/scope.ts'
import type { Clock } from '../platform/time.ts'
import { hashSecret, isUsable, parseApiKey, permissionsOf } from './api-key.ts'
import { findKeyBySecret, type StoredKey } from './api-key-queries.ts'

type Verified = { key: StoredKey; principal: Omit<Principal, 'origin'>; readAt: number }

/** How long a revoked key may still be taken, in exchange for no SQL on the flood paths. */
const keptMs = 10_000

/**
 * Makes the application's `authenticate`: `Authorization: Bearer yd_…`. A verified key is kept in memory for ten
 * seconds; only keys that exist are kept, so a flood of wrong ones fills nothing.
 * The answer is a Principal, or a DomainError `unauthorized` that never says why.
 */
export function createAuthenticate(database: Pick<Database, 'readPool'>, clock: Clock): App['authenticate'] {
  const verifiedByPrefix = new Map<string, Verified>()
  const lookups = new Map<string, Promise<StoredKey | undefined>>()

  /** Requests that miss at the same time share one look-up. */
  function lookUp(secretHash: Buffer): Promise<StoredKey | undefined> {
    const name = secretHash.toString('base64')
    const running = lookups.get(name)
    if (running !== undefined) return running
    const lookup = readControl(database, (control) => findKeyBySecret(control, secretHash))
    lookups.set(name, lookup)
    const end = () => lookups.delete(name)
    lookup.then(end, end)
    return lookup
  }

  async function verify(prefix: string, secretHash: Buffer): Promise<Verified> {
    const readAt = clock().getTime()
    const key = await lookUp(secretHash)
    if (key === undefined || key.prefix !== prefix) throw unauthorized()
    const verified = { key, principal: principalOf(key), readAt }
    verifiedByPrefix.set(prefix, verified)
    return verified
  }

  return async (request) => {
    const given = parseApiKey(bearerOf(request.headers.authorization))
    if (given === undefined) throw unauthorized()
    const secretHash = hashSecret(given.secret)
    const now = clock()
    const kept = verifiedByPrefix.get(given.prefix)
    const verified = isFresh(kept, secretHash, now) ? kept : await verify(given.prefix, secretHash)
    if (!isUsable(verified.key, now)) throw unauthorized()
    return { ...verified.principal, origin: clientAddress(request) }
  }
}

function isFresh(kept: Verified | undefined, secretHash: Buffer, now: Date): kept is Verified {
  if (kept === undefined) return false
  const ageMs = now.getTime() - kept.readAt
  return ageMs >= 0 && ageMs < keptMs && timingSafeEqual(kept.key.secretHash, secretHash)
}

/** RFC 6750 section 2.1; the scheme's case does not matter (RFC 9110 section 11.1). */
function bearerOf(authorization: string | undefined): string {
  return /^bearer +(\S+)$/i.exec(authorization ?? '')?.[1] ?? ''
}

function principalOf({ id, merchantId, scopes }: StoredKey): Verified['principal'] {
  return { merchantId, actor: `key:${id}`, scope: everywhere, may: permissionsOf(scopes) }
}

function unauthorized(): DomainError {
  return new DomainError('unauthorized', 'unauthorized')
}
