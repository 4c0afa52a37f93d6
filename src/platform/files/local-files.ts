import { createHash, randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, readdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { makeFolder } from '../make-folder.ts'
import type { Clock } from '../time.ts'
import { type FileStore, fileHashForm, type KeptFile } from './file-store.ts'

/** Keeps files below a folder: `<merchant>/<first two digits>/<hash>`, readable by their owner alone. */
export function createLocalFiles(folder: string, clock: Clock): FileStore {
  const placeOf = (merchantId: string, hash: string) => {
    if (!fileHashForm.test(hash) || !idForm.test(merchantId)) throw new Error('not the name of a file')
    return join(folder, merchantId, hash.slice(0, 2), hash)
  }
  return {
    put: async (merchantId, content) => {
      const drafts = join(folder, merchantId, 'drafts')
      await makeFolder(drafts, 0o700)
      const draft = join(drafts, randomBytes(8).toString('hex'))
      try {
        const kept = await writeDraft(draft, content)
        const place = placeOf(merchantId, kept.hash)
        await makeFolder(join(place, '..'), 0o700)
        // The same content takes the place of itself: from then on it counts as new.
        await utimes(draft, clock(), clock())
        await rename(draft, place)
        return kept
      } finally {
        await rm(draft, { force: true })
      }
    },
    open: async (merchantId, hash) => {
      const place = placeOf(merchantId, hash)
      const found = await stat(place).catch(ifMissing)
      return found && { stream: createReadStream(place), bytes: found.size }
    },
    read: (merchantId, hash) => readFile(placeOf(merchantId, hash)).catch(ifMissing),
    removeBefore: async (merchantId, hash, before) => {
      const place = placeOf(merchantId, hash)
      const aside = join(folder, merchantId, 'drafts', randomBytes(8).toString('hex'))
      // Put aside first: what is looked at and removed is the same, whoever puts it again meanwhile.
      const isThere = await rename(place, aside).then(() => true, ifMissing)
      if (isThere === undefined) return false
      const isOld = (await stat(aside)).mtime < before
      await (isOld ? rm(aside, { force: true }) : rename(aside, place))
      return isOld
    },
    listBefore: async (merchantId, before) => {
      if (!idForm.test(merchantId)) throw new Error('not a merchant')
      const names = (await readdir(join(folder, merchantId), { recursive: true }).catch(ifMissing)) ?? []
      const hashes = names.map((name) => name.slice(-64)).filter((name) => fileHashForm.test(name))
      const old: string[] = []
      for (const hash of hashes) {
        const found = await stat(placeOf(merchantId, hash)).catch(ifMissing)
        if (found !== undefined && found.mtime < before) old.push(hash)
      }
      return old
    },
  }
}

const idForm = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

async function writeDraft(path: string, content: Uint8Array | AsyncIterable<Uint8Array>): Promise<KeptFile> {
  const hash = createHash('sha256')
  let bytes = 0
  const file = await open(path, 'wx', 0o600)
  try {
    for await (const part of content instanceof Uint8Array ? [content] : content) {
      hash.update(part)
      bytes += part.length
      await file.writeFile(part)
    }
    await file.sync()
  } finally {
    await file.close()
  }
  return { hash: hash.digest('hex'), bytes }
}

function ifMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
  return undefined
}
