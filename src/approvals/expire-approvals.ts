import type { Command } from '../platform/command.ts'
import { publish } from '../platform/events.ts'
import { end } from './approval.ts'
import { lockOverdue, saveEnd } from './approval-store.ts'
import { approvalEvent } from './events.ts'

const portion = 200

/** Ends requests that nobody decided in time. Answers how many; called again until it answers none. */
export async function expireApprovals({ tx, now, actor }: Command): Promise<number> {
  const overdue = await lockOverdue(tx, now, portion)
  const ended = overdue.map((approval) => end(approval, 'expire', { by: actor, at: now, note: '' }))
  for (const approval of ended) await saveEnd(tx, approval)
  await publish(
    tx,
    ended.map((approval) => approvalEvent(approval, { from: 'requested', at: now, actor })),
  )
  return ended.length
}
