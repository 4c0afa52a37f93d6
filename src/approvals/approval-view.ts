import type { z } from 'zod'
import type { Approval } from './approval.ts'
import type { approvalForm } from './contract.ts'

/** An approval as it leaves. */
export type ApprovalView = z.input<typeof approvalForm>

/** An approval as it leaves: moments as text. */
export function approvalView({ requestedAt, expiresAt, decidedAt, ...approval }: Approval): ApprovalView {
  return {
    ...approval,
    input: approval.input as Record<string, unknown>,
    requestedAt: requestedAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    decidedAt: decidedAt?.toISOString() ?? null,
  }
}
