import type { DomainEvent } from '../platform/events.ts'
import type { Approval, ApprovalStatus } from './approval.ts'

/** What this module tells. */
export type ApprovalEventType =
  | 'approval.requested'
  | 'approval.approved'
  | 'approval.declined'
  | 'approval.withdrawn'
  | 'approval.expired'

/** Tells what became of an approval; its version is the one after the change. */
export function approvalEvent(
  { id, status, version, kind, amount, currency, quantity, requestedBy, effectId, effectVersion }: Approval,
  { from, at, actor }: { from: ApprovalStatus | null; at: Date; actor: string },
): DomainEvent<ApprovalEventType> {
  const size = kind === 'refund' ? { amount, currency } : { quantity }
  const effect = effectId === null ? {} : { effectId, effectVersion }
  const data = { from, to: status, kind, ...size, requestedBy, ...effect }
  return { objectType: 'approval', objectId: id, version, type: `approval.${status}`, actor, at, data }
}
