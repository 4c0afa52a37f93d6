import { mkdir, stat } from 'node:fs/promises'
import { dirname } from 'node:path'

/**
 * Makes a folder, and those above it that are missing, with the mode; one that is there stays as it is. Node's own
 * `recursive` spins for ever where a file system takes no folders, such as /proc.
 * @throws Error of the file system
 */
export async function makeFolder(path: string, mode: number): Promise<void> {
  const failure = await tryToMake(path, mode)
  if (failure === undefined) return
  const above = dirname(path)
  if (failure.code !== 'ENOENT' || above === path) throw failure
  await makeFolder(above, mode)
  const again = await tryToMake(path, mode)
  if (again !== undefined) throw again
}

async function tryToMake(path: string, mode: number): Promise<NodeJS.ErrnoException | undefined> {
  try {
    await mkdir(path, { mode })
    return undefined
  } catch (error) {
    const isThere = await stat(path).then(
      (found) => found.isDirectory(),
      () => false,
    )
    return isThere ? undefined : (error as NodeJS.ErrnoException)
  }
}
