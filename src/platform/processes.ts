import { execFile } from 'node:child_process'
import { readdir, readFile, readlink } from 'node:fs/promises'
import { platform } from 'node:os'
import { promisify } from 'node:util'

const run = promisify(execFile)

/**
 * A name for one run of one process that no later process ever gets, even when its number is used again:
 * the boot, the number and the start time. Undefined when no such process lives; a zombie counts as dead.
 */
export async function processIdentity(pid: number): Promise<string | undefined> {
  if (platform() !== 'linux') return identityFromPs(pid)
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined)
  if (stat === undefined) return undefined
  // proc(5): the program's name, field 2, may hold blanks and brackets; state is field 3, the start time field 22.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  if (fields[0] === 'Z' || fields[0] === 'X') return undefined
  const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '')
  return `${boot.trim()}:${pid}:${fields[19]}`
}

/** Numbers of the living processes that work in a folder (its real path); empty where the system does not tell (not Linux). */
export async function processesWorkingIn(folder: string): Promise<number[]> {
  if (platform() !== 'linux') return []
  const numbers = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number)
  const found: number[] = []
  for (const pid of numbers) {
    const workingFolder = await readlink(`/proc/${pid}/cwd`).catch(() => undefined)
    if (workingFolder === folder && (await processIdentity(pid)) !== undefined) found.push(pid)
  }
  return found
}

/** The command line of a living process, blanks between its arguments; undefined when there is none. */
export async function processCommand(pid: number): Promise<string | undefined> {
  if (platform() === 'linux') {
    const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => undefined)
    return line?.replaceAll('\0', ' ').trim()
  }
  return psField(pid, 'command=')
}

async function identityFromPs(pid: number): Promise<string | undefined> {
  const line = await psField(pid, 'stat=,lstart=')
  return line === undefined || line.startsWith('Z') ? undefined : `${pid}:${line.replace(/^\S+\s+/, '')}`
}

async function psField(pid: number, format: string): Promise<string | undefined> {
  const answer = await run('ps', ['-o', format, '-p', String(pid)]).catch(() => undefined)
  return answer?.stdout.trim() || undefined
}
