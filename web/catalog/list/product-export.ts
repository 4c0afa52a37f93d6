import type { exportProductsContract } from '../../../src/catalog/export/export-contract.ts'
import type { ListExport } from '../../lists/ExportList.tsx'
import type { BodyOf } from '../../platform/call.ts'
import { useCatalogWords } from '../words.ts'

type Column = BodyOf<typeof exportProductsContract>['columns'][number]['key']

/** What a column of the screen is in a file: a range of prices is its ends, with their currency. */
const filed: Readonly<Record<string, readonly Column[]>> = { price: ['lowestPrice', 'highestPrice', 'currency'] }

/** How the list of products is taken out: as it stands, or a row a variant, as an import reads it. */
export function useProductExport(): ListExport {
  const say = useCatalogWords()
  const titles: Readonly<Record<Column, string>> = {
    ...{ name: say('product_name'), category: say('category'), sku: say('sku'), barcode: say('barcode') },
    ...{ variants: say('variants_count'), kind: say('kind'), status: say('status'), createdAt: say('created') },
    ...{ lowestPrice: say('lowest_price'), highestPrice: say('highest_price'), currency: say('currency') },
    ...{ available: say('available'), onHand: say('on_hand'), product: say('import_product') },
    ...{ options: say('options'), unit: say('unit'), weightGrams: say('weight'), taxClass: say('tax_class') },
    components: say('components'),
  }
  const column = (key: Column) => ({ key, title: titles[key] })
  const called = <Code extends string>(codes: readonly Code[], word: (code: Code) => string) =>
    Object.fromEntries(codes.map((code) => [code, word(code)]))
  const variantColumns = [
    ...(['product', 'category', 'sku', 'barcode'] as const).map(column),
    { key: 'name', title: say('name') },
    ...(['options', 'kind', 'unit', 'weightGrams', 'taxClass', 'components', 'status'] as const).map(column),
  ]
  return {
    path: '/products/exports',
    countOf: (count) => say('products_count', { count }),
    columnsOf: (keys) => keys.flatMap((key) => filed[key] ?? [key as Column]).map(column),
    words: {
      kind: called(['stocked', 'bundle', 'service'] as const, (code) => say(`kind_${code}`)),
      status: called(['active', 'archived'] as const, (code) => say(`status_${code}`)),
    },
    otherRows: {
      ...{ rows: 'variants', title: say('export_variants'), columns: variantColumns },
      says: say('export_variants_says', { columns: variantColumns.map(({ title }) => title).join(', ') }),
    },
  }
}
