import { z } from 'zod'
import type { Contract } from '../platform/http/contract.ts'
import { idInput } from '../platform/id-input.ts'
import { line, multiline, text } from '../platform/text.ts'
import { orderView, writtenNoteView } from './view-contract.ts'

const orderId = z.object({ orderId: idInput })
/** How many colleagues a note may mention. */
const mostMentioned = 20

const quantity = z.int().min(1).max(1_000_000)

/** Cancels an order, or asks the place that is already picking it. */
export const cancelOrderContract = {
  operation: 'cancelOrder',
  summary: 'Cancel an order',
  method: 'POST',
  path: '/orders/:orderId/cancellation',
  permission: 'orders.cancel',
  params: orderId,
  body: z.strictObject({ reason: line(500) }),
  response: orderView,
  problems: ['not_found', 'action_not_allowed', 'order_has_shipped', 'version_mismatch'],
} as const satisfies Contract

/** Cancels so many of one line, or asks the place that has them in hand; what leaves nothing cancels the order. */
export const cancelLineContract = {
  operation: 'cancelOrderLine',
  summary: 'Cancel some or all of a line; goods that a place has in hand with its answer',
  method: 'POST',
  path: '/orders/:orderId/lines/:lineNumber/cancellation',
  permission: 'orders.cancel',
  params: z.object({ orderId: idInput, lineNumber: z.coerce.number().int().min(1).max(32_000) }),
  body: z.strictObject({ quantity, reason: line(500) }),
  response: orderView,
  problems: [
    'not_found',
    'action_not_allowed',
    'unknown_line',
    'quantity_exceeds_open',
    'cancellation_requested',
    'version_mismatch',
  ],
} as const satisfies Contract

/** Takes the cancellation of an order back. */
export const reinstateOrderContract = {
  operation: 'reinstateOrder',
  summary: 'Undo the cancellation of an order, as long as the settings say: it looks for goods anew',
  method: 'DELETE',
  path: '/orders/:orderId/cancellation',
  permission: 'orders.cancel',
  params: orderId,
  response: orderView,
  problems: ['not_found', 'action_not_allowed', 'undo_too_late', 'undo_overtaken', 'version_mismatch'],
} as const satisfies Contract

/** Takes the last cancellation of a line back. */
export const reinstateLineContract = {
  operation: 'reinstateOrderLine',
  summary: 'Undo the last cancellation of a line, and of the lines that went with it, as long as nothing has shipped',
  method: 'DELETE',
  path: '/orders/:orderId/lines/:lineNumber/cancellation',
  permission: 'orders.cancel',
  params: cancelLineContract.params,
  response: orderView,
  problems: [
    ...(['not_found', 'action_not_allowed', 'no_cancellation', 'order_has_shipped'] as const),
    ...(['cancellation_requested', 'undo_too_late', 'undo_overtaken', 'version_mismatch'] as const),
  ],
} as const satisfies Contract

/** Says that the services of an order without goods are done. */
export const renderServicesContract = {
  operation: 'renderOrderServices',
  summary: 'Say that the services of an order without goods are done; said again it changes nothing',
  method: 'POST',
  path: '/orders/:orderId/services',
  permission: 'orders.change',
  params: orderId,
  response: orderView,
  problems: ['not_found', 'order_not_releasable', 'services_go_with_goods', 'version_mismatch'],
} as const satisfies Contract

/** Holds an order. */
export const holdOrderContract = {
  operation: 'holdOrder',
  summary: 'Hold an order',
  method: 'POST',
  path: '/orders/:orderId/holds',
  permission: 'orders.hold',
  params: orderId,
  body: z.strictObject({
    kind: z.enum(['review', 'fraud', 'address', 'stock', 'credit', 'manual']).default('manual'),
    reason: line(100),
    detail: text(0, 500).default(''),
  }),
  response: orderView,
  status: 201,
  problems: ['not_found', 'action_not_allowed', 'version_mismatch'],
} as const satisfies Contract

/** Releases a hold; the last one released confirms a submitted order. */
export const releaseHoldContract = {
  operation: 'releaseOrderHold',
  summary: 'Release a hold',
  method: 'DELETE',
  path: '/orders/:orderId/holds/:holdId',
  permission: 'orders.hold',
  params: z.object({ orderId: idInput, holdId: idInput }),
  response: orderView,
  problems: ['not_found', 'payment_awaited', 'version_mismatch'],
} as const satisfies Contract

/** Adds a note. */
export const writeNoteContract = {
  operation: 'writeOrderNote',
  summary: 'Add a note to an order',
  method: 'POST',
  path: '/orders/:orderId/notes',
  permission: 'orders.note',
  params: orderId,
  body: z.strictObject({
    text: multiline(2000),
    mentions: z.array(idInput).max(mostMentioned).optional().describe('colleagues who are told of the note'),
  }),
  response: writtenNoteView,
  status: 201,
  problems: ['not_found', 'person_erased', 'unknown_colleague'],
} as const satisfies Contract
