import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const shortestPauseMs = 500
const longestPauseMs = 30_000
const steadyMs = 60_000

/** A program of ours that runs in a Node process of its own. */
export type ChildProgram = { name: string; file: URL; environment: Readonly<Record<string, string | undefined>> }

/** Children that are kept running until `stop`. */
export type Children = {
  /** Resolves with what happened the first time that a child ends by itself. */
  firstCrash: Promise<string>
  /** Asks every child to end, waits, and ends those by force that do not within `graceMs`. */
  stop(): Promise<void>
}

/** Starts the programs, and again whenever one ends by itself: soon, then after growing pauses while it does not hold. */
export function superviseChildren(
  programs: readonly ChildProgram[],
  { node, graceMs, onLine }: { node: string; graceMs: number; onLine: (line: string) => void },
): Children {
  const stopping = new AbortController()
  const crash = Promise.withResolvers<string>()
  const keep = async (program: ChildProgram) => {
    for (let pauseMs = 0; ; ) {
      const startedMs = performance.now()
      const child = start(program, node)
      const ending = await endingOf(child, stopping.signal, graceMs)
      if (stopping.signal.aborted) return
      crash.resolve(`${program.name} ended by itself (${ending})`)
      const wasSteady = performance.now() - startedMs > steadyMs
      pauseMs = wasSteady ? shortestPauseMs : Math.min(Math.max(pauseMs * 2, shortestPauseMs), longestPauseMs)
      onLine(`${program.name} ended by itself (${ending}); starting it again in ${pauseMs / 1000} s`)
      await pause(pauseMs, undefined, { signal: stopping.signal }).catch(() => undefined)
      if (stopping.signal.aborted) return
    }
  }
  const kept = programs.map(keep)
  const stop = async () => {
    stopping.abort()
    await Promise.all(kept)
  }
  return { firstCrash: crash.promise, stop }
}

/** The channel tells the child when we die without a word: its `disconnect`. */
function start({ file, environment }: ChildProgram, node: string): ChildProcess {
  return spawn(node, ['--disable-warning=ExperimentalWarning', fileURLToPath(file)], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: { ...environment },
  })
}

async function endingOf(child: ChildProcess, stopping: AbortSignal, graceMs: number): Promise<string> {
  let force: NodeJS.Timeout | undefined
  const end = () => {
    child.kill('SIGTERM')
    force = setTimeout(() => child.kill('SIGKILL'), graceMs)
  }
  if (stopping.aborted) end()
  else stopping.addEventListener('abort', end, { once: true })
  try {
    const [code, signal] = await once(child, 'exit')
    return signal === null ? `exit code ${code}` : `${signal}`
  } catch (error) {
    return String(error)
  } finally {
    clearTimeout(force)
    stopping.removeEventListener('abort', end)
  }
}
