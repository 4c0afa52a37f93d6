import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { processCommand, processesWorkingIn, processIdentity } from '../processes.ts'

/** Sends a signal to a process that is not our child (`process.kill`). */
export type SignalProcess = (pid: number, signal: 'SIGINT' | 'SIGTERM' | 'SIGQUIT' | 'SIGKILL') => void

const pollMs = 20

/**
 * Ends what an earlier, killed run left behind on this cluster: a PostgreSQL still running, single server processes whose
 * parent died, or a postmaster.pid whose number now belongs to somebody else.
 * The caller holds the data folder's lock, so nothing here belongs to a living run.
 * @throws Error when a process does not end
 */
export async function stopLeftovers(
  cluster: string,
  signalProcess: SignalProcess,
  onProgress: (line: string) => void,
): Promise<void> {
  const recorded = (await readPostmaster(cluster))?.pid
  const running = await clusterProcesses(cluster, recorded)
  if (running.length === 0) {
    // PostgreSQL itself takes over the file of a dead process, but not one whose number is in use again.
    if (recorded !== undefined && (await processIdentity(recorded)) !== undefined) {
      await rm(join(cluster, 'postmaster.pid'), { force: true })
    }
    return
  }
  onProgress('stopping the database that an earlier run left behind')
  const parent = running.find((pid) => pid === recorded)
  const gentle = parent === undefined ? 'SIGTERM' : 'SIGINT'
  for (const pid of parent === undefined ? running : [parent]) send(signalProcess, pid, gentle)
  if (await noneWithin(cluster, recorded, 30_000)) return
  for (const signal of ['SIGQUIT', 'SIGKILL'] as const) {
    for (const pid of await clusterProcesses(cluster, recorded)) send(signalProcess, pid, signal)
    if (await noneWithin(cluster, recorded, 10_000)) return
  }
  throw new Error(`cannot end the processes that still use ${cluster}: ${await clusterProcesses(cluster, recorded)}`)
}

/** What PostgreSQL wrote of itself into postmaster.pid; undefined when there is no such file. */
export async function readPostmaster(
  cluster: string,
): Promise<{ pid: number; port: number; socketFolder: string; ready: boolean } | undefined> {
  const text = await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => undefined)
  // Lines: number, data folder, start time, port, socket folder, address, shared memory, state (miscadmin.h of PostgreSQL).
  const lines = text?.split('\n').map((line) => line.trim())
  if (lines?.[0] === undefined || !/^\d+$/.test(lines[0])) return undefined
  return { pid: Number(lines[0]), port: Number(lines[3]), socketFolder: lines[4] ?? '', ready: lines[7] === 'ready' }
}

/** Numbers of the living server processes of a cluster; where the system does not tell their folders, at most the first one. */
export async function clusterProcesses(cluster: string, recorded: number | undefined): Promise<number[]> {
  const found = await processesWorkingIn(cluster)
  if (found.length > 0 || recorded === undefined) return found
  const command = await processCommand(recorded)
  return command?.includes('postgres') && command.includes(cluster) ? [recorded] : []
}

async function noneWithin(cluster: string, recorded: number | undefined, limitMs: number): Promise<boolean> {
  for (let waitedMs = 0; waitedMs < limitMs; waitedMs += pollMs) {
    if ((await clusterProcesses(cluster, recorded)).length === 0) return true
    await pause(pollMs)
  }
  return false
}

/** The process may end by itself between being found and being signalled. */
function send(signalProcess: SignalProcess, pid: number, signal: Parameters<SignalProcess>[1]): void {
  try {
    signalProcess(pid, signal)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}
