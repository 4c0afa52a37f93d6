import { z } from 'zod'
import type { Contract } from '../platform/http/contract.ts'
import { pageOf, pageQuery } from '../platform/http/lists.ts'
import { idInput } from '../platform/id-input.ts'
import { text } from '../platform/text.ts'
import { approvalKinds, approvalStatuses } from './approval.ts'
import { approvalSettingsForm } from './approval-settings.ts'

const moment = z.iso.datetime()
const params = z.strictObject({ approvalId: idInput })
const note = text(0, 500).default('')
const mayNeed = ['stock.approve', 'payments.approve'] as const
const endProblems = ['approval_not_found', 'version_mismatch', 'action_not_allowed'] as const

/** An approval: what is asked for, by whom, and what became of it. */
export const approvalForm = z
  .object({
    id: z.uuid(),
    kind: z.enum(approvalKinds),
    status: z.enum(approvalStatuses),
    input: z.record(z.string(), z.unknown()).describe('what the operation was asked for with'),
    reason: z.string(),
    locationId: z.uuid().nullable(),
    orderId: z.uuid().nullable(),
    amount: z.int().nullable().describe('of a refund: in minor units of the currency'),
    currency: z.string().nullable(),
    quantity: z.int().nullable().describe('of a write-off: units that would be taken away'),
    requestedBy: z.string(),
    requestedAt: moment,
    expiresAt: moment,
    decidedBy: z.string().nullable(),
    decidedAt: moment.nullable(),
    note: z.string(),
    effectId: z.uuid().nullable().describe('once approved: the stock document, or the payment'),
    effectVersion: z.int().nullable(),
    version: z.int(),
  })
  .meta({ id: 'Approval' })

/** Lists approvals, newest first. */
export const listApprovalsContract = {
  operation: 'listApprovals',
  summary: 'List what was asked for and needs, or had, a second person; newest first',
  method: 'GET',
  path: '/approvals',
  permission: 'approvals.read',
  query: z.strictObject({
    ...pageQuery,
    status: z.enum(approvalStatuses).optional().describe('whether it waits, and else how it ended'),
    kind: z.enum(approvalKinds).optional().describe('what it is for'),
    decidable: z
      .literal('true')
      .optional()
      .describe('it waits, another asked for it, and the caller may decide it: what Home counts'),
  }),
  response: pageOf(approvalForm),
  problems: ['cursor_invalid'],
} satisfies Contract

/** One approval. */
export const getApprovalContract = {
  operation: 'getApproval',
  summary: 'What was asked for, and what became of it',
  method: 'GET',
  path: '/approvals/:approvalId',
  permission: 'approvals.read',
  params,
  response: approvalForm,
  problems: ['approval_not_found'],
} satisfies Contract

/** Approves: what was asked for is done. */
export const approveContract = {
  operation: 'approve',
  summary: 'Approve what another asked for: it is done now, or refused for what changed meanwhile and stays open',
  method: 'POST',
  path: '/approvals/:approvalId/approval',
  permission: 'approvals.decide',
  mayNeed,
  params,
  body: z.strictObject({ note }),
  response: approvalForm,
  problems: [
    ...endProblems,
    ...['approval_by_requester', 'payment_not_found', 'amount_exceeds_captured'],
    ...['unknown_location', 'unknown_item', 'unknown_sku', 'unknown_barcode', 'item_not_stocked'],
    ...['stock_would_be_negative', 'stock_is_allocated', 'stock_too_large'],
  ],
} satisfies Contract

/** Declines. */
export const declineContract = {
  operation: 'decline',
  summary: 'Decline what another asked for',
  method: 'POST',
  path: '/approvals/:approvalId/declination',
  permission: 'approvals.decide',
  mayNeed,
  params,
  body: z.strictObject({ note }),
  response: approvalForm,
  problems: endProblems,
} satisfies Contract

/** Takes a request back. */
export const withdrawApprovalContract = {
  operation: 'withdrawApproval',
  summary: 'Take back what one asked for oneself',
  method: 'DELETE',
  path: '/approvals/:approvalId',
  permission: 'approvals.ask',
  params,
  response: approvalForm,
  problems: [...endProblems, 'approval_of_another'],
} satisfies Contract

/** Up to what one person may act alone. */
export const findApprovalSettingsContract = {
  operation: 'findApprovalSettings',
  summary: 'Read up to what one person may act alone',
  method: 'GET',
  path: '/approval-settings',
  permission: 'approvals.read',
  response: approvalSettingsForm,
  problems: [],
} satisfies Contract

/** Replaces the settings as a whole. */
export const setApprovalSettingsContract = {
  operation: 'setApprovalSettings',
  summary: 'Set up to what one person may act alone',
  method: 'PUT',
  path: '/approval-settings',
  permission: 'settings.approvals',
  needsProof: true,
  body: approvalSettingsForm,
  response: approvalSettingsForm,
  problems: ['out_of_scope', 'proof_required'],
} satisfies Contract
