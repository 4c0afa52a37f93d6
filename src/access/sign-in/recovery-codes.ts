import { randomInt } from 'node:crypto'
import { stretch } from './password.ts'

/** Codes to be written down, with what is kept of each. */
export type RecoveryCodes = { codes: string[]; hashes: Buffer[] }

/** Letters and digits that are not taken for one another. */
const alphabet = '23456789abcdefghjkmnpqrstuvwxyz'
const codeLength = 12
const codeCount = 10

/** Makes ten codes of 59 bits for somebody: `k7mp-3xqa-9fzt`. Hashing them takes a while: made before a transaction. */
export async function makeRecoveryCodes(staffId: string): Promise<RecoveryCodes> {
  const codes = Array.from({ length: codeCount }, newCode)
  return { codes, hashes: await Promise.all(codes.map((code) => hashRecoveryCode(staffId, code))) }
}

/**
 * What is kept of somebody's code, however it was typed: hashed as slowly as a password, since 59 bits can be guessed by who has
 * the hashes. The salt is the person's, so that one look finds the code among the ten.
 */
export function hashRecoveryCode(staffId: string, code: string): Promise<Buffer> {
  const normal = code.toLowerCase().replace(/[^a-z0-9]/g, '')
  return stretch(normal, Buffer.from(staffId.replaceAll('-', ''), 'hex'))
}

function newCode(): string {
  const letters = Array.from({ length: codeLength }, () => alphabet[randomInt(alphabet.length)]).join('')
  return letters.replace(/(.{4})(?=.)/g, '$1-')
}
