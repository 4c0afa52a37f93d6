import type { exportTransfersContract } from '../../../src/inventory/export/export-contract.ts'
import { transferStatuses } from '../../../src/inventory/transfers/stock-transfer.ts'
import type { ListExport } from '../../lists/ExportList.tsx'
import type { BodyOf } from '../../platform/call.ts'
import { useStockWords } from '../words.ts'

type Column = BodyOf<typeof exportTransfersContract>['columns'][number]['key']

/** How the list of transfers is taken out. */
export function useTransferExport(): ListExport {
  const say = useStockWords()
  const titles: Readonly<Record<Column, string>> = {
    ...{ from: say('from_place'), to: say('to_place'), status: say('status'), lineCount: say('transfer_lines') },
    ...{ quantity: say('transfer_units'), sent: say('transfer_sent'), received: say('transfer_received') },
    ...{ reference: say('reference'), createdAt: say('transfer_created_at') },
  }
  const filed = (key: string): readonly Column[] => (key === 'places' ? ['from', 'to'] : [key as Column])
  return {
    ...{ path: '/stock/transfers/exports', hasOneOrder: true },
    countOf: (count) => (count === '' ? say('transfers') : say('transfers_count', { count })),
    columnsOf: (keys) => keys.flatMap(filed).map((key) => ({ key, title: titles[key] })),
    words: { status: Object.fromEntries(transferStatuses.map((key) => [key, say(`transfer_status_${key}`)])) },
  }
}
