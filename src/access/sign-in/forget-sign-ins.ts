import type { Command } from '../../platform/command.ts'
import { forgetFormerEmails } from '../staff/former-email-store.ts'
import { forgetOldFailures } from './attempt-store.ts'
import { failuresKeptMs } from './attempts.ts'
import { forgetChallenges } from './challenge-store.ts'

/** Forgets a portion of what was failed at long ago, and of what nobody answered in time, of old addresses; says how many. */
export async function forgetSignIns({ tx, now }: Pick<Command, 'tx' | 'now'>): Promise<number> {
  const failures = await forgetOldFailures(tx, new Date(now.getTime() - failuresKeptMs))
  const challenges = await forgetChallenges(tx, now)
  return failures + challenges + (await forgetFormerEmails(tx, now))
}
