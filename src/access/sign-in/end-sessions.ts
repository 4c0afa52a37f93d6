import type { Command } from '../../platform/command.ts'
import { publish } from '../../platform/events.ts'
import { sessionEvent } from './events.ts'
import type { Session } from './session.ts'
import { lockLiveSessions, saveEnd } from './session-store.ts'

/** Ends somebody's sessions: one, all but one, or all. They open nothing from now on. */
export async function endSessions(
  { tx, now, actor }: Pick<Command, 'tx' | 'now' | 'actor'>,
  staffId: string,
  which: { only?: string; but?: string | undefined },
): Promise<Session[]> {
  const live = await lockLiveSessions(tx, staffId, which)
  const ended = live.map((session) => ({ ...session, endedAt: now, version: session.version + 1 }))
  for (const session of ended) await saveEnd(tx, session, now)
  await publish(
    tx,
    ended.map((session) => sessionEvent('session.ended', session, { at: now, actor })),
  )
  return ended
}
