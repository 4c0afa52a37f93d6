import { timingSafeEqual } from 'node:crypto'
import { read, transact } from '../../platform/db/transaction.ts'
import type { Principal } from '../../platform/http/app.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { hashSecret } from '../secret-token.ts'
import { unauthorized } from '../unauthorized.ts'
import { isUsable, parseApiKey, permissionsOf, scopeOf } from './api-key.ts'
import { findKeyBySecret, type StoredKey } from './api-key-queries.ts'
import { saveUse } from './api-key-store.ts'

type KeyPrincipal = Omit<Principal, 'origin'>
type Verified = { key: StoredKey; principal: KeyPrincipal; readAt: number }

/** How long another process may still take a revoked key, in exchange for no SQL on the flood paths. */
const keptMs = 10_000

/**
 * Lets programs in by their key. A verified key is kept in memory for ten seconds; only keys that exist are kept, so a flood
 * of wrong ones fills nothing.
 */
export function createAuthenticateKey(runtime: Pick<Runtime, 'database' | 'clock' | 'logger'>) {
  const { database, clock, logger } = runtime
  const verifiedByPrefix = new Map<string, Verified>()
  const lookups = new Map<string, Promise<StoredKey | undefined>>()

  /** Requests that miss at the same time share one look-up. */
  function lookUp(merchantId: string, secretHash: Buffer): Promise<StoredKey | undefined> {
    const name = merchantId + secretHash.toString('base64')
    const running = lookups.get(name)
    if (running !== undefined) return running
    const lookup = read(database, merchantId, (tx) => findKeyBySecret(tx, secretHash))
    lookups.set(name, lookup)
    const end = () => lookups.delete(name)
    lookup.then(end, end)
    return lookup
  }

  async function verify({ merchantId, prefix, secret }: KeyText, name: string): Promise<Verified> {
    const readAt = clock().getTime()
    const key = await lookUp(merchantId, hashSecret(secret))
    if (key === undefined || key.prefix !== prefix) throw unauthorized()
    const verified = { key, principal: principalOf(merchantId, key), readAt }
    verifiedByPrefix.set(name, verified)
    noteUse(merchantId, key)
    return verified
  }

  /** Beside the request, which need not wait for it, and at most once a minute. */
  function noteUse(merchantId: string, { id, lastUsedAt }: StoredKey): void {
    const now = clock()
    if (lastUsedAt !== null && now.getTime() - lastUsedAt.getTime() < 60_000) return
    transact(database, merchantId, (tx) => saveUse(tx, id, now)).catch((error) =>
      logger.warn({ error: String(error) }, 'the use of a key was not noted'),
    )
  }

  return async (authorization: string): Promise<KeyPrincipal> => {
    const given = parseApiKey(bearerOf(authorization))
    if (given === undefined) throw unauthorized()
    const name = `${given.merchantId} ${given.prefix}`
    const now = clock()
    const kept = verifiedByPrefix.get(name)
    const verified = isFresh(kept, hashSecret(given.secret), now) ? kept : await verify(given, name)
    if (!isUsable(verified.key, now)) throw unauthorized()
    return verified.principal
  }
}

type KeyText = NonNullable<ReturnType<typeof parseApiKey>>

function isFresh(kept: Verified | undefined, secretHash: Buffer, now: Date): kept is Verified {
  if (kept === undefined) return false
  const ageMs = now.getTime() - kept.readAt
  return ageMs >= 0 && ageMs < keptMs && timingSafeEqual(kept.key.secretHash, secretHash)
}

/** RFC 6750 section 2.1; the scheme's case does not matter (RFC 9110 section 11.1). */
function bearerOf(authorization: string): string {
  return /^bearer +(\S+)$/i.exec(authorization)?.[1] ?? ''
}

function principalOf(merchantId: string, key: StoredKey): KeyPrincipal {
  return { merchantId, actor: `key:${key.id}`, scope: scopeOf(key), may: permissionsOf(key.scopes) }
}
