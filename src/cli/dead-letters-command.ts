import type { Config } from '../config.ts'
import { runCommand, runQuery } from '../platform/command.ts'
import { type DeadLetter, findDeadLetters, retryDeadLetters } from '../platform/dead-letters/dead-letter-store.ts'
import type { Runtime } from '../platform/runtime.ts'
import { findMerchantIds } from '../shell/each-merchant.ts'
import { withInstance } from './with-instance.ts'

/** So many of each merchant are shown; all are given back. */
const shown = 200

/**
 * `yidan dead-letters`: the events that were given up, with the failure of the last attempt, a line each; with `retry` they
 * are to be handled again, by the worker that runs or the next to start.
 */
export function deadLettersCommand({ retry = false }: { retry?: boolean }, config: Config): Promise<string> {
  const onProgress = (line: string) => void process.stderr.write(`${line}\n`)
  return withInstance(config, { connections: 2, onProgress }, (runtime) => listDeadLetters(runtime, { retry }))
}

/** The same on a runtime that is open. */
export async function listDeadLetters(runtime: Runtime, { retry }: { retry: boolean }): Promise<string> {
  const lines: string[] = []
  for (const merchantId of await findMerchantIds(runtime)) {
    const letters = await runQuery(runtime, { merchantId }, ({ tx }) =>
      findDeadLetters(tx, { limit: shown + 1, state: 'dead' }),
    )
    lines.push(...letters.slice(0, shown).map((letter) => lineOf(merchantId, letter)))
    if (letters.length > shown) lines.push(`merchant ${merchantId}: more than ${shown}`)
    if (!retry || letters.length === 0) continue
    const retried = await runCommand(runtime, { merchantId, actor: 'system:command-line' }, retryDeadLetters)
    lines.push(`merchant ${merchantId}: ${retried} to be handled again`)
  }
  return lines.length === 0 ? 'no dead letters\n' : `${lines.join('\n')}\n`
}

function lineOf(merchantId: string, letter: DeadLetter): string {
  const { subscriber, objectType, objectId, version, type, attempts, deadAt, failure } = letter
  const what = `${subscriber} could not handle ${type} of ${objectType} ${objectId} (version ${version})`
  return `merchant ${merchantId}: ${what}, ${attempts} attempts until ${deadAt.toISOString()}: ${failure ?? ''}`
}
