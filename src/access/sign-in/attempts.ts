// Guessing is slowed down without a lock that others could turn against the owner of a name (OWASP, "Slow Down Online Guessing
// Attacks with Device Cookies"). Failures are counted in buckets: of a name from one address; of a name on all strange devices
// together; and, for who comes from a device that was let in before, of that device alone. So who guesses at a name, from
// however many addresses, closes the door to strangers only. Names that do not exist are counted like those that do.
import { hash } from 'node:crypto'
import { DomainError } from '../../platform/errors.ts'
import { hourMs, minuteMs } from '../../platform/time.ts'

/** What a bucket counts, and how much it bears before it closes; a shared one counts what many do. */
export type Bucket = { key: Buffer; bears: number; isShared: boolean }

/** What was counted. */
export type Failures = { failures: number; lastFailedAt: Date }

const longestWaitMs = hourMs
/** Without a failure for so long, nothing is remembered. */
export const failuresKeptMs = 24 * hourMs

/** The buckets of an attempt; `device`: known by its cookie. */
export function bucketsOf(attempt: { login: Buffer; origin: string; device: string | undefined }): Bucket[] {
  const { login, origin, device } = attempt
  if (device !== undefined) return [{ key: keyOf('device', login, device), bears: 10, isShared: false }]
  return [
    { key: keyOf('address', login, networkOf(origin)), bears: 5, isShared: false },
    { key: keyOf('strangers', login, ''), bears: 50, isShared: true },
  ]
}

/**
 * Asks whether a bucket is open: after what it bears, each failure doubles a wait that begins with a minute and ends at an hour.
 * @throws DomainError too_many `sign_in_blocked`, the same for names that do not exist
 */
export function requireOpen({ bears }: Bucket, { failures, lastFailedAt }: Failures, now: Date): void {
  const over = failures - bears
  if (over < 0) return
  const waitMs = Math.min(longestWaitMs, minuteMs * 2 ** Math.min(over, 10))
  const leftMs = lastFailedAt.getTime() + waitMs - now.getTime()
  if (leftMs > 0) {
    throw new DomainError('too_many', 'sign_in_blocked', { facts: { retryAfterSeconds: Math.ceil(leftMs / 1000) } })
  }
}

function keyOf(kind: string, login: Buffer, rest: string): Buffer {
  return hash('sha256', Buffer.concat([Buffer.from(`${kind} `), login, Buffer.from(rest)]), 'buffer').subarray(0, 16)
}

/** Who has one address of IPv6 has the 2^64 around it. */
function networkOf(address: string): string {
  if (!address.includes(':') || address.startsWith('::ffff:')) return address
  const [head = '', tail = ''] = address.split('::')
  const groups = head.split(':').filter(Boolean)
  const rest = tail.split(':').filter(Boolean)
  const zeros = address.includes('::') ? Math.max(0, 8 - groups.length - rest.length) : 0
  return [...groups, ...Array<string>(zeros).fill('0'), ...rest].slice(0, 4).join(':')
}
