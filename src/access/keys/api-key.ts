// An API key lets another program act for one merchant: `yd_<merchant>_<prefix>_<secret>`. The prefix is shown in lists, so
// that people know their keys apart; of the secret only the SHA-256 is kept.
import { DomainError } from '../../platform/errors.ts'
import { everywhere, type Scope } from '../../platform/scope.ts'
import { hashSecret, readMerchant, secretBytes, writeMerchant } from '../secret-token.ts'

/** A key as it is kept; never its secret. */
export type ApiKey = {
  id: string
  name: string
  prefix: string
  /** Permissions such as `orders.place`, or `*` for all. */
  scopes: string[]
  /** The only places and channels it may act for; null: all. */
  locationIds: string[] | null
  channels: string[] | null
  /** Who made it, and so vouches for it. */
  createdBy: string
  createdAt: Date
  expiresAt: Date | null
  revokedAt: Date | null
  /** To the minute. */
  lastUsedAt: Date | null
}

/** How many random bytes `formatApiKey` takes. */
export const apiKeyBytes = 4 + secretBytes

/** A scope that stands for every permission. */
export const everyPermission = '*'

const keyForm = /^yd_([\w-]{22})_([0-9a-f]{8})_([\w-]{43})$/
const scopeForm = /^[a-z]+\.[a-z_]+$/

/** Writes random bytes as a key's text: four of prefix, 32 of secret. */
export function formatApiKey(merchantId: string, random: Buffer): { key: string; prefix: string; secretHash: Buffer } {
  if (random.length !== apiKeyBytes) throw new RangeError(`an API key takes ${apiKeyBytes} bytes`)
  const prefix = random.subarray(0, 4).toString('hex')
  const secret = random.subarray(4).toString('base64url')
  return { key: `yd_${writeMerchant(merchantId)}_${prefix}_${secret}`, prefix, secretHash: hashSecret(secret) }
}

/** The parts of a key's text; none when it is no key. */
export function parseApiKey(text: string): { merchantId: string; prefix: string; secret: string } | undefined {
  const [, merchant, prefix, secret] = keyForm.exec(text) ?? []
  if (merchant === undefined || prefix === undefined || secret === undefined) return undefined
  return { merchantId: readMerchant(merchant), prefix, secret }
}

/** Whether a text can be a scope. */
export function isScope(text: string): boolean {
  return text === everyPermission || scopeForm.test(text)
}

/** What only people have: their own account. */
const notForKeys = 'account.own'

/** The scopes that there are: those that operations ask for, sorted, behind the one that stands for all. */
export function scopesOf(operations: readonly { permission: string; mayNeed?: readonly string[] }[]): string[] {
  const permissions = operations
    .flatMap(({ permission, mayNeed = [] }) => [permission, ...mayNeed])
    .filter((permission) => isScope(permission) && permission !== notForKeys)
  return [everyPermission, ...new Set(permissions.sort())]
}

/**
 * Checks the scopes of a key to be made: one that nothing asks for would open nothing.
 * @throws DomainError invalid `scope_unknown`
 */
export function checkScopes(scopes: readonly string[], known: readonly string[], name = 'scopes'): void {
  const index = scopes.findIndex((scope) => !known.includes(scope))
  const scope = scopes[index]
  if (scope === undefined) return
  const about = { field: `${name}[${index}]`, facts: { scope, known: [...known] } }
  throw new DomainError('invalid', 'scope_unknown', {
    ...about,
    message: `no such scope: ${scope}; there are ${known.join(', ')}`,
  })
}

/** Asks whether scopes allow a permission. */
export function permissionsOf(scopes: readonly string[]): (permission: string) => boolean {
  const allowed = new Set(scopes)
  return allowed.has(everyPermission) ? () => true : (permission) => allowed.has(permission)
}

/** Whether a key opens anything at this moment. */
export function isUsable(key: Pick<ApiKey, 'expiresAt' | 'revokedAt'>, now: Date): boolean {
  return key.revokedAt === null && (key.expiresAt === null || key.expiresAt.getTime() > now.getTime())
}

/** Where a key or a person may act. */
export function scopeOf({ locationIds, channels }: Pick<ApiKey, 'locationIds' | 'channels'>): Scope {
  if (locationIds === null && channels === null) return everywhere
  return {
    ...(locationIds !== null && { location: new Set(locationIds) }),
    ...(channels !== null && { channel: new Set(channels) }),
  }
}
