import type { exportLevelsContract } from '../../../src/inventory/export/export-contract.ts'
import type { ListExport } from '../../lists/ExportList.tsx'
import type { BodyOf } from '../../platform/call.ts'
import { useStockWords } from '../words.ts'

type Column = BodyOf<typeof exportLevelsContract>['columns'][number]['key']

/** How the list of stock is taken out. */
export function useLevelExport(): ListExport {
  const say = useStockWords()
  const titles: Readonly<Record<Column, string>> = {
    ...{ sku: say('sku'), name: say('item'), locationName: say('place'), locationCode: say('place_code') },
    ...{ onHand: say('on_hand'), allocated: say('allocated'), reserved: say('reserved') },
    ...{ unavailable: say('unavailable'), safetyStock: say('safety_stock'), toPromise: say('to_promise') },
    incoming: say('incoming'),
  }
  return {
    ...{ path: '/stock/levels/exports', hasOneOrder: true, words: {} },
    countOf: (count) => (count === '' ? say('title') : say('rows_count', { count })),
    columnsOf: (keys) => keys.map((key) => ({ key, title: titles[key as Column] })),
  }
}
