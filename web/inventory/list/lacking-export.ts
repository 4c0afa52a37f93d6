import type { LackingExportColumn } from '../../../src/orders/lacking-goods/export-columns.ts'
import type { ListExport } from '../../lists/ExportList.tsx'
import { useStockWords } from '../words.ts'

/** How the list of shortages is taken out. */
export function useLackingExport(): ListExport {
  const say = useStockWords()
  const titles: Readonly<Record<LackingExportColumn, string>> = {
    ...{ sku: say('sku'), name: say('item'), units: say('lacking_units'), orders: say('lacking_orders') },
    ...{ since: say('lacking_since'), onHand: say('on_hand'), incoming: say('incoming') },
  }
  return {
    ...{ path: '/stock/lacking/exports', hasOneOrder: true, words: {} },
    countOf: (count) => (count === '' ? say('lacking_title') : say('lacking_count', { count })),
    columnsOf: (keys) => keys.map((key) => ({ key, title: titles[key as LackingExportColumn] })),
  }
}
