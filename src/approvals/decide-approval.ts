import { type Command, requireVersion } from '../platform/command.ts'
import type { Transaction } from '../platform/db/transaction.ts'
import { DomainError } from '../platform/errors.ts'
import { publish } from '../platform/events.ts'
import { applyAction } from '../platform/states.ts'
import {
  type Approval,
  type ApprovalKind,
  type ApprovedEffect,
  approvalActions,
  end,
  requireAnother,
  requireOwn,
} from './approval.ts'
import { findApproval, type WithinOrders } from './approval-queries.ts'
import { lockApproval, saveEnd } from './approval-store.ts'
import { approvingPermissions } from './ask-first.ts'
import { approvalEvent } from './events.ts'

/** Does what was approved, by its kind, and answers the event that tells it. */
export type ActOnApproval = Readonly<Record<ApprovalKind, (command: Command, input: object) => Promise<ApprovedEffect>>>

/** Who answers for what an actor does: of a key the person who made it. */
export type ResponsibleOf = (tx: Transaction, actor: string) => Promise<string>

/** How many people besides an actor have all of some permissions, and are in. */
export type OthersWhoMay = (tx: Transaction, actor: string, permissions: readonly string[]) => Promise<number>

/** What deciding needs of the modules above. */
export type ApprovalDoing = {
  act: ActOnApproval
  responsibleOf: ResponsibleOf
  withinOrders: WithinOrders
  othersWhoMay: OthersWhoMay
}

/** Which approval is decided, and what is said to it. */
export type DecideApproval = { approvalId: string; note: string }

/**
 * Does what was asked for, in one transaction, as the one who approves; its events name who asked. What cannot be done any more
 * is refused with its own problem, and the request stays open.
 * @throws DomainError `approval_not_found`, `version_mismatch`, `action_not_allowed`, `approval_by_requester`, `not_permitted`
 */
export async function approve(
  command: Command,
  { approvalId, note }: DecideApproval,
  { act, responsibleOf, withinOrders, othersWhoMay }: ApprovalDoing,
): Promise<Approval> {
  const { tx, now: at, actor } = command
  const before = await lockOpen(command, approvalId, withinOrders)
  requireDecider(command, before)
  end(before, 'approve', { by: actor, at, note }) // One that is decided already is refused for that, whoever comes.
  const [asking, deciding] = [await responsibleOf(tx, before.requestedBy), await responsibleOf(tx, actor)]
  const needed = ['approvals.decide', approvingPermissions[before.kind]]
  requireAnother(asking, deciding, asking === deciding ? await othersWhoMay(tx, asking, needed) : 0)
  const { expectedVersion: _, ...unversioned } = command
  const remarks = { approvalId, requestedBy: before.requestedBy }
  const effect = await act[before.kind]({ ...unversioned, tx: { ...tx, remarks } }, before.input)
  return save(command, before, end(before, 'approve', { by: actor, at, note }, effect))
}

/**
 * Says no to what was asked for.
 * @throws DomainError `approval_not_found`, `version_mismatch`, `action_not_allowed`, `not_permitted`
 */
export async function decline(
  command: Command,
  { approvalId, note }: DecideApproval,
  { withinOrders }: Pick<ApprovalDoing, 'withinOrders'>,
): Promise<Approval> {
  const before = await lockOpen(command, approvalId, withinOrders)
  requireDecider(command, before)
  return save(command, before, end(before, 'decline', { by: command.actor, at: command.now, note }))
}

/**
 * Takes a request back; only who made it can.
 * @throws DomainError `approval_not_found`, `version_mismatch`, `action_not_allowed`, `approval_of_another`
 */
export async function withdraw(
  command: Command,
  { approvalId }: { approvalId: string },
  { withinOrders }: Pick<ApprovalDoing, 'withinOrders'>,
): Promise<Approval> {
  const before = await lockOpen(command, approvalId, withinOrders)
  requireOwn(before.requestedBy, command.actor)
  return save(command, before, end(before, 'withdraw', { by: command.actor, at: command.now, note: '' }))
}

async function lockOpen(command: Command, approvalId: string, withinOrders: WithinOrders): Promise<Approval> {
  const approval = await lockApproval(command.tx, approvalId)
  const isVisible = (await findApproval({ ...command, withinOrders }, approvalId)) !== undefined
  if (approval === undefined || !isVisible) throw new DomainError('not_found', 'approval_not_found')
  requireVersion(command, approval.version)
  return approval
}

/** One that is past its time is over, also while nobody has told so yet. */
function requireDecider({ may = () => true, now }: Command, { kind, status, expiresAt }: Approval): void {
  const permission = approvingPermissions[kind]
  if (!may(permission)) throw new DomainError('forbidden', 'not_permitted', { facts: { permission } })
  if (status === 'requested' && expiresAt <= now) applyAction(approvalActions, 'approve', 'expired')
}

async function save({ tx, now: at, actor }: Command, before: Approval, after: Approval): Promise<Approval> {
  await saveEnd(tx, after)
  await publish(tx, [approvalEvent(after, { from: before.status, at, actor })])
  return after
}
