import type { Command } from '../../platform/command.ts'
import { hashSecret } from '../secret-token.ts'
import { endSessions } from './end-sessions.ts'
import { parseSessionToken } from './session.ts'
import { findOpenSession } from './session-queries.ts'

/** Ends the session whose cookie a new one takes the place of: nobody would sign it out any more. */
export async function endReplaced(
  { tx, now, actor }: Pick<Command, 'tx' | 'now' | 'actor'>,
  cookie: string | undefined,
): Promise<void> {
  const token = parseSessionToken(cookie ?? '')
  if (token?.merchantId !== tx.merchantId) return
  const before = await findOpenSession(tx, hashSecret(token.secret))
  if (before !== undefined) await endSessions({ tx, now, actor }, before.staffId, { only: before.id })
}
