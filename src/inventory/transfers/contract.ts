import { z } from 'zod'
import type { Contract } from '../../platform/http/contract.ts'
import { pageOf, pageQuery } from '../../platform/http/lists.ts'
import { idInput } from '../../platform/id-input.ts'
import { text } from '../../platform/text.ts'
import { itemLine, maxLines, unitsInput } from '../contract.ts'
import { transferStatuses } from './stock-transfer.ts'

const transferHeader = z.object({
  id: z.uuid(),
  fromLocationId: z.uuid(),
  toLocationId: z.uuid(),
  status: z.enum(transferStatuses),
  reference: z.string(),
  version: z.int(),
  createdAt: z.iso.datetime(),
})

/** A transfer with its lines; what was sent and not received is in transit. */
export const transferView = transferHeader.extend({
  lines: z.array(
    z.object({
      lineNumber: z.int(),
      itemId: z.uuid(),
      sku: z.string(),
      name: z.string(),
      quantity: z.int(),
      sent: z.int(),
      received: z.int(),
    }),
  ),
})

/** A transfer in a list: units over all its lines. */
export const transferSummaryView = transferHeader.extend({
  lineCount: z.int(),
  quantity: z.int(),
  sent: z.int(),
  received: z.int(),
})

const transferId = z.strictObject({ transferId: idInput })

const someLines = z.strictObject({
  lines: z
    .array(z.strictObject({ lineNumber: z.int().min(1).max(maxLines), quantity: unitsInput }))
    .min(1)
    .max(maxLines)
    .optional()
    .describe('left out: everything'),
})

/** Plans a transfer. */
export const createTransferContract = {
  operation: 'createStockTransfer',
  summary: 'Plan a transfer between two places, ready to go or as a draft',
  method: 'POST',
  path: '/stock/transfers',
  permission: 'stock.transfer',
  body: z.strictObject({
    fromLocationId: idInput,
    toLocationId: idInput,
    reference: text(0, 200).default(''),
    draft: z.boolean().default(false),
    lines: z.array(itemLine(unitsInput)).min(1).max(maxLines),
  }),
  response: transferView,
  status: 201,
  problems: [
    ...['unknown_item', 'unknown_sku', 'unknown_barcode', 'item_not_stocked'],
    ...['out_of_scope', 'unknown_location', 'location_closed', 'same_location'],
  ],
} satisfies Contract

/** Ends the planning of a draft. */
export const prepareTransferContract = {
  operation: 'prepareStockTransfer',
  summary: 'Make a draft ready to be sent off',
  method: 'POST',
  path: '/stock/transfers/:transferId/readiness',
  permission: 'stock.transfer',
  params: transferId,
  response: transferView,
  problems: ['transfer_not_found', 'out_of_scope', 'version_mismatch', 'action_not_allowed'],
} satisfies Contract

/** Sends goods off. */
export const dispatchTransferContract = {
  operation: 'dispatchStockTransfer',
  summary: 'Send the goods off, once: what stays behind is not sent with this transfer any more',
  method: 'POST',
  path: '/stock/transfers/:transferId/dispatch',
  permission: 'stock.transfer',
  params: transferId,
  body: someLines,
  response: transferView,
  problems: [
    ...['transfer_not_found', 'out_of_scope', 'version_mismatch', 'action_not_allowed', 'unknown_line'],
    'line_named_twice',
    ...['more_than_planned', 'nothing_moves', 'stock_would_be_negative', 'stock_is_allocated', 'stock_too_large'],
  ],
} satisfies Contract

/** Takes goods in. */
export const receiveTransferContract = {
  operation: 'receiveStockTransfer',
  summary: 'Take in goods that arrived, in one go or several',
  method: 'POST',
  path: '/stock/transfers/:transferId/receipts',
  permission: 'stock.transfer',
  params: transferId,
  body: someLines,
  response: transferView,
  problems: [
    ...['transfer_not_found', 'out_of_scope', 'version_mismatch', 'action_not_allowed', 'unknown_line'],
    'line_named_twice',
    ...['more_than_sent', 'nothing_moves', 'stock_too_large'],
  ],
} satisfies Contract

/** Calls a transfer off. */
export const cancelTransferContract = {
  operation: 'cancelStockTransfer',
  summary: 'Call off a transfer of which nothing has left',
  method: 'POST',
  path: '/stock/transfers/:transferId/cancellation',
  permission: 'stock.transfer',
  params: transferId,
  response: transferView,
  problems: ['transfer_not_found', 'out_of_scope', 'version_mismatch', 'action_not_allowed'],
} satisfies Contract

/** Each part of the filter of a list of transfers. */
export const transferFilterQuery = {
  status: z.enum(transferStatuses).optional().describe('where it stands'),
  fromLocationId: idInput.optional().describe('goods leave this place'),
  toLocationId: idInput.optional().describe('goods go to this place'),
}

/** Lists transfers. */
export const listTransfersContract = {
  operation: 'listStockTransfers',
  summary: 'Transfers, newest first',
  method: 'GET',
  path: '/stock/transfers',
  permission: 'stock.read',
  query: z.strictObject({
    ...pageQuery,
    ...transferFilterQuery,
  }),
  response: pageOf(transferSummaryView),
  problems: ['cursor_invalid'],
} satisfies Contract

/** Counts them. */
export const countTransfersContract = {
  operation: 'countStockTransfers',
  summary: 'How many transfers a filter finds, exact to 1,000',
  method: 'GET',
  path: '/stock/transfers/counts',
  permission: 'stock.read',
  query: z.strictObject(transferFilterQuery),
  response: z.object({ filtered: z.object({ count: z.int(), more: z.boolean() }) }),
  problems: [],
} satisfies Contract

/** One transfer. */
export const getTransferContract = {
  operation: 'getStockTransfer',
  summary: 'One transfer with its lines',
  method: 'GET',
  path: '/stock/transfers/:transferId',
  permission: 'stock.read',
  params: transferId,
  response: transferView,
  problems: ['transfer_not_found'],
} satisfies Contract
