// Codes that change with time (RFC 6238), by the otpauth library: six digits, 30 seconds, SHA-1, which is what every authenticator
// understands. A code is taken for its own time step and the one before and after, and no step twice.
import { Secret, TOTP } from 'otpauth'

const settings = { algorithm: 'SHA1', digits: 6, period: 30 } as const
const window = 1

/** A new secret of 160 bits, in base32. */
export function newTotpSecret(): string {
  return new Secret({ size: 20 }).base32
}

/** The address that authenticators read from a QR code. */
export function totpUri(secret: string, { issuer, label }: { issuer: string; label: string }): string {
  return new TOTP({ ...settings, issuer, label, secret: Secret.fromBase32(secret) }).toString()
}

/** The time step whose code this is; none when it is wrong, or not later than the last one that was taken. */
export function stepOfCode(secret: string, code: string, at: Date, lastStep: number | null): number | undefined {
  const timestamp = at.getTime()
  const delta = new TOTP({ ...settings, secret: Secret.fromBase32(secret) }).validate({
    token: code,
    timestamp,
    window,
  })
  if (delta === null) return undefined
  const step = Math.floor(timestamp / 1000 / settings.period) + delta
  return lastStep !== null && step <= lastStep ? undefined : step
}

/** The code of a moment, for tests and for who plays an authenticator. */
export function totpCode(secret: string, at: Date): string {
  return new TOTP({ ...settings, secret: Secret.fromBase32(secret) }).generate({ timestamp: at.getTime() })
}
