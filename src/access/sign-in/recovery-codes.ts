import { hash, randomInt } from 'node:crypto'

/** Letters and digits that are not taken for one another. */
const alphabet = '23456789abcdefghjkmnpqrstuvwxyz'
const codeLength = 12
const codeCount = 10

/** Ten codes of 59 bits, to be written down: `k7mp-3xqa-9fzt`. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: codeCount }, newCode)
}

/** What is kept of a code, however it was typed. */
export function hashRecoveryCode(code: string): Buffer {
  return hash('sha256', `recovery code:${code.toLowerCase().replace(/[^a-z0-9]/g, '')}`, 'buffer')
}

function newCode(): string {
  const letters = Array.from({ length: codeLength }, () => alphabet[randomInt(alphabet.length)]).join('')
  return letters.replace(/(.{4})(?=.)/g, '$1-')
}
