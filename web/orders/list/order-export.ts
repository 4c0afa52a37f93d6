/*
 * The list of orders as a file: its columns as the screen has them, and what the codes in them are called. Pure but for the words.
 */
import type { exportOrdersContract } from '../../../src/orders/export/export-contract.ts'
import {
  channelSources,
  fulfillmentStatuses,
  holdKinds,
  orderStages,
  paymentStatuses,
} from '../../../src/orders/order.ts'
import type { BodyOf } from '../../platform/call.ts'
import type { useOrderWords } from '../words.ts'
import type { useOrderListWords } from './words.ts'

type Body = BodyOf<typeof exportOrdersContract>

/** A column of a file of orders. */
export type ExportColumn = Body['columns'][number]

/** What a column of the screen is in a file: an amount has its currency beside it, a receiver a column for each part. */
const filed: Readonly<Record<string, readonly ExportColumn['key'][]>> = {
  receiver: ['receiverName', 'receiverPhone'],
  place: ['destinationRegion'],
  total: ['total', 'currency'],
}

/** Columns of a file that show whom an order goes to. */
export const personalColumns: readonly string[] = ['receiverName', 'receiverPhone']

/** The columns of the file for those of the screen. */
export function exportColumns(keys: readonly string[], say: ReturnType<typeof useOrderListWords>): ExportColumn[] {
  return keys
    .flatMap((key) => filed[key] ?? [key as ExportColumn['key']])
    .map((key) => ({ key, title: say(`column_${key}` as 'column_number') }))
}

/** What codes are called, by column. */
export function exportWords(say: ReturnType<typeof useOrderWords>): Body['words'] {
  const of = <Code extends string>(codes: readonly Code[], label: (code: Code) => string) =>
    Object.fromEntries(codes.map((code) => [code, label(code)]))
  return {
    stage: of(orderStages, (code) => say(`stage_${code}`)),
    paymentStatus: of(paymentStatuses, (code) => say(`payment_${code}`)),
    fulfillmentStatus: of(fulfillmentStatuses, (code) => say(`fulfillment_${code}`)),
    holds: of(holdKinds, (code) => say(`hold_${code}`)),
    source: of(channelSources, (code) => say(`source_${code}`)),
    tier: of(['standard', 'vip', 'key'] as const, (code) => say(`tier_${code}`)),
  }
}
