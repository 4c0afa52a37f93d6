// To be imported before the program: it takes its own hold of what hashes passwords when it is loaded.
import crypto from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'

let hashes = 0
const real = crypto.argon2
crypto.argon2 = ((...given: Parameters<typeof real>) => {
  hashes += 1
  return real(...given)
}) as typeof real
syncBuiltinESMExports()

/** How many passwords were hashed since the process began. */
export function countHashes(): number {
  return hashes
}
