// Passwords are kept as Argon2id (RFC 9106) in the PHC string form, with 19 MiB, four passes, one
// lane: twice the least that OWASP recommends (Password Storage Cheat Sheet, 2025). A stored hash names its own cost.
import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { DomainError } from '../../platform/errors.ts'

const argon2Async = promisify(argon2)
const cost = { memory: 19_456, passes: 4, parallelism: 1 }
const saltBytes = 16
const tagBytes = 32
const phcForm = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)$/

/** Hashes a password with a new salt. Calls take turns: see `inTurn`. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(saltBytes)
  const tag = await inTurn(() => derive(password, { ...cost, salt, tagLength: tagBytes }))
  const { memory, passes, parallelism } = cost
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${unpadded(salt)}$${unpadded(tag)}`
}

/** Whether a password is the one of a stored hash; where there is none, it takes as long and is not. */
export async function verifyPassword(password: string, stored: string | null): Promise<boolean> {
  const [, memory, passes, parallelism, salt, tag] = phcForm.exec(stored ?? nobodysHash) ?? []
  if (salt === undefined || tag === undefined) throw new Error('a stored password hash cannot be read')
  const expected = Buffer.from(tag, 'base64')
  const asked = { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) }
  const found = await inTurn(() =>
    derive(password, { ...asked, salt: Buffer.from(salt, 'base64'), tagLength: expected.length }),
  )
  return timingSafeEqual(found, expected) && stored !== null
}

/** Hashes a secret as a password is, with a salt of 16 bytes that is known from elsewhere. */
export function stretch(secret: string, salt: Buffer): Promise<Buffer> {
  return inTurn(() => derive(secret, { ...cost, salt, tagLength: tagBytes }))
}

/** What is verified where nobody has the name. */
const nobodysHash = `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${'A'.repeat(22)}$${'A'.repeat(43)}`

type Parameters = typeof cost & { salt: Buffer; tagLength: number }

/** The password as it was typed, in the one form of its Unicode (NFC): keyboards differ in how they compose é. */
function derive(password: string, { salt, ...rest }: Parameters): Promise<Buffer> {
  return argon2Async('argon2id', { message: Buffer.from(password.normalize('NFC')), nonce: salt, ...rest })
}

const atOnce = 2
const mostWaiting = 100
let running = 0
const waiting: (() => void)[] = []

/**
 * Few at once, because each takes a core and 19 MiB; a flood of guesses must take neither from the rest of the program.
 * @throws DomainError `too_many_sign_ins`
 */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (waiting.length >= mostWaiting) throw new DomainError('too_many', 'too_many_sign_ins')
  if (running < atOnce) running += 1
  else await new Promise<void>((resolve) => waiting.push(resolve))
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next === undefined) running -= 1
    else next()
  }
}

function unpadded(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '')
}
