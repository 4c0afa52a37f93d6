import { type Accepted, accepted, type Command } from '../platform/command.ts'
import { publish } from '../platform/events.ts'
import { newId } from '../platform/ids.ts'
import { dayMs } from '../platform/time.ts'
import { tryOut } from '../platform/try-out.ts'
import type { Approval, ApprovalKind, Wish } from './approval.ts'
import { type Decider, findApprovalSettings } from './approval-queries.ts'
import { type ApprovalSettings, isSmall } from './approval-settings.ts'
import { insertApproval } from './approval-store.ts'
import { type ApprovalView, approvalView } from './approval-view.ts'
import { approvalEvent } from './events.ts'

/** What approving each kind takes, besides `approvals.decide`. */
export const approvingPermissions = {
  write_off: 'stock.approve',
  refund: 'payments.approve',
} as const satisfies Record<ApprovalKind, string>

/** What somebody may decide of what others ask for. */
export function deciderOf({ may, actor }: { may: (permission: string) => boolean; actor: string }): Decider {
  const kinds = (Object.keys(approvingPermissions) as ApprovalKind[]).filter((kind) => may(approvingPermissions[kind]))
  return { actor, kinds: may('approvals.decide') ? kinds : [] }
}

/**
 * Does at once what one alone may do. Else it is done for trial, so that what would be refused is refused now, undone, and
 * asked of another person: answered with 202 and the approval. The program itself acts alone, and so does a key that may
 * approve: who made it vouches for it. People ask whatever they may: the second pair of eyes is the rule.
 */
export async function askFirst<Done>(
  command: Command,
  wish: Wish,
  act: (command: Command) => Promise<Done>,
): Promise<Done | Accepted<ApprovalView>> {
  if (vouchesForItself(command, wish)) return act(command)
  const settings = await findApprovalSettings(command.tx)
  if (isSmall(settings, wish)) return act(command)
  await tryOut(command, act)
  return accepted(approvalView(await request(command, wish, settings)))
}

function vouchesForItself({ actor, may }: Command, { kind }: Wish): boolean {
  return may === undefined || (!actor.startsWith('staff:') && may(approvingPermissions[kind]))
}

async function request(
  { tx, now, actor }: Command,
  wish: Wish,
  { expireAfterDays }: ApprovalSettings,
): Promise<Approval> {
  const approval: Approval = {
    ...{ ...wish, id: newId(now), status: 'requested', requestedBy: actor, requestedAt: now },
    ...{ expiresAt: new Date(now.getTime() + expireAfterDays * dayMs), decidedBy: null, decidedAt: null, note: '' },
    ...{ effectId: null, effectVersion: null, version: 1 },
  }
  await insertApproval(tx, approval)
  await publish(tx, [approvalEvent(approval, { from: null, at: now, actor })])
  return approval
}
