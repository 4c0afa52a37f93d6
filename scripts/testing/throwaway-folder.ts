import { statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'

const neededBytes = 2 * 1024 ** 3

/** Where files that need not survive go: memory when the system offers enough of it, else the disk. */
export async function throwawayParent(): Promise<string> {
  const memory = await statfs('/dev/shm').catch(() => undefined)
  return memory !== undefined && memory.bavail * memory.bsize > neededBytes ? '/dev/shm' : tmpdir()
}
