import type { Command } from '../../platform/command.ts'
import { forgetOldFailures } from './attempt-store.ts'
import { failuresKeptMs } from './attempts.ts'
import { forgetChallenges } from './challenge-store.ts'

/** Forgets a portion of what was failed at long ago, and of what nobody answered in time; says how many. */
export async function forgetSignIns({ tx, now }: Pick<Command, 'tx' | 'now'>): Promise<number> {
  const failures = await forgetOldFailures(tx, new Date(now.getTime() - failuresKeptMs))
  return failures + (await forgetChallenges(tx, now))
}
