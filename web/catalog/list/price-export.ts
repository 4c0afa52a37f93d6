import type { exportPricesContract } from '../../../src/pricing/export/export-contract.ts'
import type { ListExport } from '../../lists/ExportList.tsx'
import type { BodyOf } from '../../platform/call.ts'
import { useCatalogWords } from '../words.ts'

type Column = BodyOf<typeof exportPricesContract>['columns'][number]['key']

/** What a column of the screen is in a file: a price with its currency, as an import reads them. */
const filed: Readonly<Record<string, readonly Column[]>> = { price: ['currency', 'price'] }

/** How the list of prices is taken out: a row for each currency. */
export function usePriceExport(): ListExport {
  const say = useCatalogWords()
  const titles: Readonly<Record<Column, string>> = {
    ...{ sku: say('sku'), name: say('name'), barcode: say('barcode'), status: say('status') },
    ...{ currency: say('currency'), price: say('price') },
  }
  return {
    path: '/prices/exports',
    countOf: (count) => (count === '' ? say('tab_prices') : say('variants_counted', { count })),
    columnsOf: (keys) =>
      keys.flatMap((key) => filed[key] ?? [key as Column]).map((key) => ({ key, title: titles[key] })),
    words: { status: { active: say('status_active'), archived: say('status_archived') } },
  }
}
