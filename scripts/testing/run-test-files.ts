import { join } from 'node:path'
import { run } from 'node:test'
import type { TestEvent } from 'node:test/reporters'
import { inspect } from 'node:util'
import { add, nothing, type Tally } from './tally.ts'

const testLimitMs = 120_000
const fileLimitMs = 300_000

/** How to run files, and where lines about them go. */
export type RunOptions = { root: string; atOnce: number; signal: AbortSignal; say: (line: string) => void }

/**
 * Runs each file in a process of its own, some at once. One line for a file; failures in full with what the file printed. A file
 * that does not end is ended and counts as failed: it left something open.
 */
export async function runTestFiles(files: readonly string[], options: RunOptions): Promise<Tally> {
  const waiting = [...files]
  let tally = nothing
  const work = async () => {
    for (let file = waiting.shift(); file !== undefined && !options.signal.aborted; file = waiting.shift()) {
      const part = await runFile(file, options)
      tally = add(tally, part)
    }
  }
  await Promise.all(Array.from({ length: options.atOnce }, work))
  return tally
}

async function runFile(file: string, { root, signal, say }: RunOptions): Promise<Tally> {
  const startedMs = performance.now()
  const path = join(root, file)
  const timeUp = AbortSignal.timeout(fileLimitMs)
  const printed: string[] = []
  const failures: string[] = []
  let tally = nothing
  const events = run({ files: [path], cwd: root, timeout: testLimitMs, signal: AbortSignal.any([signal, timeUp]) })
  for await (const event of events as AsyncIterable<TestEvent>) {
    if (event.type === 'test:stdout' || event.type === 'test:stderr') printed.push(event.data.message)
    if (event.type === 'test:fail') failures.push(...failureText(event.data, file, path))
    if (event.type === 'test:pass' && event.data.name === path) failures.push(`${file} has no tests`)
    if (event.type === 'test:summary' && event.data.file === undefined) {
      const { tests, passed, skipped, todo } = event.data.counts
      tally = { passed, failed: tests - passed - skipped - todo, skipped: skipped + todo }
    }
  }
  if (failures.length > 0 && tally.failed === 0) tally = { ...tally, failed: 1, passed: tally.passed - 1 }
  if (timeUp.aborted)
    failures.push(`${file} did not end within ${fileLimitMs / 1000} s: a test hangs, or something stays open`)
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(1)
  const skips = tally.skipped > 0 ? `, ${tally.skipped} skipped` : ''
  say(`${tally.failed === 0 ? '  ok  ' : 'FAILED'} ${file} (${tally.passed}${skips}; ${seconds} s)`)
  if (tally.failed > 0) {
    if (printed.length > 0) say(indent(`printed:\n${indent(printed.join('').trimEnd())}`))
    for (const failure of failures) say(indent(failure))
  }
  return tally
}

type Failure = Extract<TestEvent, { type: 'test:fail' }>['data']

/** Nothing for a test that failed only because one within it did. */
function failureText({ name, details, todo, line }: Failure, file: string, path: string): string[] {
  const { error } = details
  if (todo !== undefined && todo !== false) return []
  if ('failureType' in error && error.failureType === 'subtestsFailed') return []
  const where = `${file}${line === undefined ? '' : `:${line}`}`
  if (name === path) return [`${where} as a whole failed: ${error.message}`]
  return [`${where} ${name}\n${indent(inspect(error.cause ?? error, { depth: 6 }))}`]
}

function indent(text: string): string {
  return text.replaceAll(/^(?=.)/gm, '    ')
}
