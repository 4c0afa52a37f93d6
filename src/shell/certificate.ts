// The server's own certificate and key, from two files that something else renews: certbot, or a person.
import { readFile, stat } from 'node:fs/promises'
import { createSecureContext } from 'node:tls'
import type { Certificate } from '../platform/http/doors/door-settings.ts'

/** Where the certificate with its chain, and its key, are. */
export type CertificateFiles = { cert: string; key: string }

/**
 * Reads a certificate and its key, PEM.
 * @throws Error for a file that cannot be read, a key that others may use, or two that do not belong together; names the file
 */
export async function readCertificate({ cert, key }: CertificateFiles): Promise<Certificate> {
  await refuseOthers(key)
  const pair = { cert: await read(cert), key: await read(key) }
  try {
    createSecureContext(pair)
  } catch (error) {
    throw new Error(`${cert} and ${key} are no certificate with its key (${(error as Error).message})`)
  }
  return pair
}

/** Tells when either file is another than before: time, size and place, so that a link that now points elsewhere counts. */
export async function fingerprintOf({ cert, key }: CertificateFiles): Promise<string> {
  const stats = await Promise.all([cert, key].map((path) => stat(path)))
  return stats.map(({ mtimeMs, size, ino }) => `${mtimeMs} ${size} ${ino}`).join(', ')
}

/**
 * Looks every `everyMs` whether the files are others, and hands over what they have then. Two that do not belong together, as
 * while they are being replaced, are told to `onFault` and looked at again the next time.
 */
export function watchCertificate(
  files: CertificateFiles,
  {
    everyMs,
    onRenewed,
    onFault,
  }: { everyMs: number; onRenewed: (certificate: Certificate) => void; onFault: (fault: string) => void },
): { stop: () => void; look: () => Promise<void> } {
  let before: string | undefined
  const look = async () => {
    try {
      const found = await fingerprintOf(files)
      if (before !== undefined && found !== before) onRenewed(await readCertificate(files))
      before = found
    } catch (error) {
      onFault((error as Error).message)
    }
  }
  const timer = setInterval(look, everyMs)
  timer.unref()
  return { stop: () => clearInterval(timer), look }
}

async function read(path: string): Promise<Buffer> {
  try {
    return await readFile(path)
  } catch (error) {
    throw new Error(`cannot read ${path} (${(error as NodeJS.ErrnoException).code})`)
  }
}

/** As PostgreSQL does: for its owner alone, or, where that is root, for a group that root lets read. */
async function refuseOthers(path: string): Promise<void> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw new Error(`cannot read ${path} (${error.code})`)
  })
  const forbidden = found.uid === 0 ? 0o037 : 0o077
  if (process.platform !== 'win32' && (found.mode & forbidden) !== 0) {
    throw new Error(`${path} can be used by others than its owner: run chmod 600 on it`)
  }
}
