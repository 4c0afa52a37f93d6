import type { Config } from '../config.ts'
import type { Runtime } from '../platform/runtime.ts'
import { lockFolder } from '../shell/folder-lock.ts'
import { findInstanceDatabase, openInstanceDatabase, refuseMissingInstance } from '../shell/instance-database.ts'
import { openRuntime } from '../shell/open-runtime.ts'

/** The database of an installation as `yidan_app`, and how a command that is done with it leaves it. */
export type OpenedInstance = { appUrl: string; close: () => Promise<void> }

/**
 * Finds the database of the installation that runs, or starts it for as long as a command needs it. It never makes one.
 * @throws ConfigError, FolderInUse, Error when there is no installation or its database cannot be reached
 */
export async function openInstance(config: Config, onProgress: (line: string) => void): Promise<OpenedInstance> {
  await refuseMissingInstance(config)
  const running = await findInstanceDatabase(config)
  if (running !== undefined) return { appUrl: running.appUrl, close: async () => {} }
  const folder = await lockFolder(config.dataDir, process.pid)
  try {
    const database = await openInstanceDatabase(config, onProgress)
    const close = async () => {
      await database.stop()
      await folder.release()
    }
    return { appUrl: database.appUrl, close }
  } catch (error) {
    await folder.release()
    throw error
  }
}

/** Runs a command on an installation, started for it where it does not run. @throws as `openInstance` */
export async function withInstance<T>(
  config: Config,
  { connections, onProgress }: { connections: number; onProgress: (line: string) => void },
  work: (runtime: Runtime, appUrl: string) => Promise<T>,
): Promise<T> {
  const { appUrl, close } = await openInstance(config, onProgress)
  try {
    const runtime = await openRuntime({ ...config, logLevel: 'warn', appUrl, connections })
    try {
      return await work(runtime, appUrl)
    } finally {
      await runtime.database.close()
    }
  } finally {
    await close()
  }
}
