/*
 * An approval: what one person asked for and another must agree to before it is done, because it gives money or goods away. It
 * is not the thing itself (a refund, an adjustment), which exists only once it is approved; then it names the event of it.
 * Pure; the web imports it.
 */
import { DomainError } from '../platform/errors.ts'
import { type ActionTable, applyAction, checkMachine } from '../platform/states.ts'

/** Every state of an approval. */
export const approvalStatuses = ['requested', 'approved', 'declined', 'withdrawn', 'expired'] as const

/** Whether it waits, and else how it ended. */
export type ApprovalStatus = (typeof approvalStatuses)[number]

/** What can need two people. */
export const approvalKinds = ['write_off', 'refund'] as const

/** What an approval is for. */
export type ApprovalKind = (typeof approvalKinds)[number]

/** The whole life of an approval: each action, the states it may start from, and where it leads. */
export const approvalActions = {
  approve: { from: ['requested'], to: 'approved' },
  decline: { from: ['requested'], to: 'declined' },
  withdraw: { from: ['requested'], to: 'withdrawn' },
  expire: { from: ['requested'], to: 'expired' },
} as const satisfies ActionTable<ApprovalStatus>

checkMachine<ApprovalStatus>(approvalActions, {
  initial: 'requested',
  states: approvalStatuses,
  terminal: ['approved', 'declined', 'withdrawn', 'expired'],
})

/** How much is given away: money in minor units of a currency, or goods in base units. */
export type ApprovalSize =
  | { kind: 'refund'; amount: number; currency: string; quantity: null }
  | { kind: 'write_off'; amount: null; currency: null; quantity: number }

/** What somebody wants to have done. `input` is what the operation took; it holds nothing personal. */
export type Wish = ApprovalSize & {
  input: object
  reason: string
  locationId: string | null
  orderId: string | null
}

/** An approval; `effectId` and `effectVersion` name the event that tells what was done. */
export type Approval = Wish & {
  id: string
  status: ApprovalStatus
  requestedBy: string
  requestedAt: Date
  expiresAt: Date
  decidedBy: string | null
  decidedAt: Date | null
  note: string
  effectId: string | null
  effectVersion: number | null
  version: number
}

/** What was done once it was approved: the event that tells it. */
export type ApprovedEffect = { effectId: string; effectVersion: number }

/** Who ended it, when, and what they said to it. */
export type Decision = { by: string; at: Date; note: string }

/** An approval that ended. @throws DomainError `action_not_allowed` */
export function end(
  approval: Approval,
  action: keyof typeof approvalActions,
  { by, at, note }: Decision,
  effect: ApprovedEffect | null = null,
): Approval {
  const status = applyAction(approvalActions, action, approval.status)
  const { effectId, effectVersion } = effect ?? { effectId: null, effectVersion: null }
  const version = approval.version + 1
  return { ...approval, status, decidedBy: by, decidedAt: at, note, effectId, effectVersion, version }
}

/** Who asks does not approve; `otherDeciders` says whether there is anybody else to ask. @throws DomainError `approval_by_requester` */
export function requireAnother(asking: string, deciding: string, otherDeciders: number): void {
  if (asking === deciding) throw new DomainError('forbidden', 'approval_by_requester', { facts: { otherDeciders } })
}

/** Only who asked takes it back. @throws DomainError `approval_of_another` */
export function requireOwn(asking: string, withdrawing: string): void {
  if (asking !== withdrawing) throw new DomainError('forbidden', 'approval_of_another')
}
