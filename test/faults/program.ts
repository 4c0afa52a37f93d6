import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** What to run, as `npm start` runs it. */
export type ProgramPlan = {
  name: string
  file: URL
  environment: Readonly<Record<string, string | undefined>>
  /** Everything it prints is added to this file. */
  log: string
  onUnexpectedEnd: (ending: string) => void
}

/** A program of ours in a process of its own. */
export type Program = {
  /** Kills it at once, within this call. */
  strike: () => void
  /** Asks it to end, waits, and kills it when it does not within the grace. */
  stop: () => Promise<void>
  ended: Promise<string>
}

const graceMs = 15_000

/** Starts a program. An end that neither `strike` nor `stop` caused is told. The channel ends it when we die without a word. */
export function startProgram({ name, file, environment, log, onUnexpectedEnd }: ProgramPlan): Program {
  const output = openSync(log, 'a', 0o600)
  const child = spawn(process.execPath, [fileURLToPath(file)], {
    stdio: ['ignore', output, output, 'ipc'],
    env: { ...environment },
  })
  closeSync(output)
  let isExpected = false
  const ended = endingOf(child)
  void ended.then((ending) => {
    if (!isExpected) onUnexpectedEnd(`${name} ended by itself (${ending})`)
  })
  const strike = () => {
    isExpected = true
    child.kill('SIGKILL')
  }
  const stop = async () => {
    isExpected = true
    child.kill('SIGTERM')
    const force = setTimeout(strike, graceMs)
    await ended
    clearTimeout(force)
  }
  return { strike, stop, ended }
}

async function endingOf(child: ChildProcess): Promise<string> {
  try {
    const [code, signal] = await once(child, 'exit')
    return signal === null ? `exit code ${code}` : `${signal}`
  } catch (error) {
    return String(error)
  }
}
