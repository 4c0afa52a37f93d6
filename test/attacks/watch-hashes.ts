// To be imported before the program: it takes its own hold of what hashes passwords when it is loaded.
import crypto from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'

let look: () => void = () => {}
const real = crypto.argon2
crypto.argon2 = ((...given: Parameters<typeof real>) => {
  look()
  return real(...given)
}) as typeof real
syncBuiltinESMExports()

/** Has somebody look each time that a hash of a password begins. */
export function watchHashes(looking: () => void): void {
  look = looking
}
