import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Tally } from './tally.ts'

/** A command whose success counts as one passed test. */
export type CountedCommand = { name: string; command: string; args: readonly string[] }

/** Runs it in the project's folder and tells how it went: one line when well, all it printed when not. */
export async function runCommand(
  { name, command, args }: CountedCommand,
  { root, signal, say }: { root: string; signal: AbortSignal; say: (line: string) => void },
): Promise<Tally> {
  const startedMs = performance.now()
  const printed: Buffer[] = []
  const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], signal })
  child.stdout.on('data', (bytes: Buffer) => printed.push(bytes))
  child.stderr.on('data', (bytes: Buffer) => printed.push(bytes))
  const ending = await once(child, 'close').then(
    ([code, killer]) => (code === 0 ? undefined : `${killer ?? `exit code ${code}`}`),
    (error: unknown) => String(error),
  )
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(1)
  if (ending === undefined) {
    say(`  ok   ${name} (${seconds} s)`)
    return { passed: 1, failed: 0, skipped: 0 }
  }
  say(`FAILED ${name} (${ending}; ${seconds} s)\n${Buffer.concat(printed).toString().trimEnd()}`)
  return { passed: 0, failed: 1, skipped: 0 }
}
