import type { TransferStatus } from '../../src/inventory/transfers/stock-transfer.ts'
import type { Tone } from '../platform/theme.ts'
import { StatusTag } from '../platform/ui/StatusTag.tsx'
import { useStockWords } from './words.ts'

const tones = {
  draft: 'quiet',
  ready: 'active',
  in_transit: 'active',
  partially_received: 'warning',
  received: 'good',
  cancelled: 'quiet',
} as const satisfies Record<TransferStatus, Tone>

/** Where a transfer stands. */
export function TransferStatusTag({ status }: { status: TransferStatus }) {
  const say = useStockWords()
  return <StatusTag tone={tones[status]}>{say(`transfer_status_${status}`)}</StatusTag>
}
