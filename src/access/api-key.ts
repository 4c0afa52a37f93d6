// An API key lets another program act for one merchant: `yd_<prefix>_<secret>`. The prefix is shown in lists, so that
// people know their keys apart; of the secret only the SHA-256 is kept. It has 256 random bits, so there is nothing to
// guess and a slow hash would only slow every request down.
import { hash } from 'node:crypto'
import { DomainError } from '../platform/errors.ts'

/** A key as it is kept; never its secret. */
export type ApiKey = {
  id: string
  name: string
  prefix: string
  /** Permissions such as `orders.place`, or `*` for all. */
  scopes: string[]
  createdAt: Date
  expiresAt: Date | null
  revokedAt: Date | null
}

/** How many random bytes `formatApiKey` takes. */
export const apiKeyBytes = 36

/** A scope that stands for every permission. */
export const everyPermission = '*'

const keyForm = /^yd_([0-9a-f]{8})_([A-Za-z0-9_-]{43})$/
const scopeForm = /^[a-z]+\.[a-z_]+$/

/** Writes random bytes as a key's text: four of prefix, 32 of secret. */
export function formatApiKey(random: Buffer): { key: string; prefix: string; secretHash: Buffer } {
  if (random.length !== apiKeyBytes) throw new RangeError(`an API key takes ${apiKeyBytes} bytes`)
  const prefix = random.subarray(0, 4).toString('hex')
  const secret = random.subarray(4).toString('base64url')
  return { key: `yd_${prefix}_${secret}`, prefix, secretHash: hashSecret(secret) }
}

/** The parts of a key's text; none when it is no key. */
export function parseApiKey(text: string): { prefix: string; secret: string } | undefined {
  const [, prefix, secret] = keyForm.exec(text) ?? []
  return prefix === undefined || secret === undefined ? undefined : { prefix, secret }
}

/** What is kept of a secret: its SHA-256, 32 bytes. */
export function hashSecret(secret: string): Buffer {
  return hash('sha256', secret, 'buffer')
}

/** Whether a text can be a scope. */
export function isScope(text: string): boolean {
  return text === everyPermission || scopeForm.test(text)
}

/** The scopes that there are: those that operations ask for, sorted, behind the one that stands for all. */
export function scopesOf(operations: readonly { permission: string; mayNeed?: readonly string[] }[]): string[] {
  const permissions = operations.flatMap(({ permission, mayNeed = [] }) => [permission, ...mayNeed]).filter(isScope)
  return [everyPermission, ...new Set(permissions.sort())]
}

/**
 * Checks the scopes of a key to be made: one that nothing asks for would open nothing.
 * @throws DomainError invalid `scope_unknown`
 */
export function checkScopes(scopes: readonly string[], known: readonly string[]): void {
  const index = scopes.findIndex((scope) => !known.includes(scope))
  const scope = scopes[index]
  if (scope === undefined) return
  const about = { field: `scopes[${index}]`, facts: { scope, known: [...known] } }
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
