/*
 * The list of orders as a file: its columns as the screen has them, and what the codes in them are called.
 */
import type { exportOrdersContract } from '../../../src/orders/export/export-contract.ts'
import {
  channelSources,
  fulfillmentStatuses,
  holdKinds,
  orderStages,
  paymentStatuses,
} from '../../../src/orders/order.ts'
import type { ListExport } from '../../lists/ExportList.tsx'
import type { BodyOf } from '../../platform/call.ts'
import { useChannels } from '../../settings/use-channels.ts'
import { useOrderWords } from '../words.ts'
import { useOrderListWords } from './words.ts'

type Body = BodyOf<typeof exportOrdersContract>

type ExportColumn = Body['columns'][number]

/** What a column of the screen is in a file: an amount has its currency beside it, a receiver a column for each part. */
const filed: Readonly<Record<string, readonly ExportColumn['key'][]>> = {
  receiver: ['receiverName', 'receiverPhone'],
  place: ['receiverPlace'],
  total: ['total', 'currency'],
}

/** How the list of orders is taken out. */
export function useOrderExport(): ListExport {
  const say = useOrderListWords()
  const sayOrder = useOrderWords()
  const channels = useChannels()
  return {
    path: '/orders/exports',
    countOf: (count) => say('act_orders', { count }),
    columnsOf: (keys) =>
      keys
        .flatMap((key) => filed[key] ?? [key as ExportColumn['key']])
        .map((key) => ({ key, title: say(`column_${key}` as 'column_number') })),
    words: { ...exportWords(sayOrder), channel: Object.fromEntries(channels.map(({ code, name }) => [code, name])) },
    note: say('export_note'),
    personal: { columns: ['receiverName', 'receiverPhone'], permission: 'orders.disclose' },
  }
}

function exportWords(say: ReturnType<typeof useOrderWords>): NonNullable<Body['words']> {
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
