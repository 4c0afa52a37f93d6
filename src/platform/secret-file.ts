import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'

/** The password in a file: 192 random bits, safe in a URL; made at the first call, readable only by the one who runs Yidan. */
export async function readOrMakePassword(path: string): Promise<string> {
  if (!existsSync(path)) await writeFile(path, randomBytes(24).toString('base64url'), { mode: 0o600, flush: true })
  return (await readFile(path, 'utf8')).trim()
}
