import type { listProductsContract } from '../../src/catalog/contract.ts'
import { type ExportTable, readWhole } from '../platform/export-table.ts'
import { useCatalogWords } from './words.ts'

/** Products by a filter as a table: a row a variant, with the columns that an import reads. */
export function useProductExport(filter: Readonly<Record<string, unknown>>): ExportTable {
  const say = useCatalogWords()
  return {
    titles: [
      ...[say('import_product'), say('category'), say('sku'), say('barcode'), say('name'), say('options')],
      ...[say('kind'), say('unit'), say('weight'), say('tax_class'), say('components'), say('status')],
    ],
    rows: async function* () {
      for await (const product of readWhole<typeof listProductsContract>('/products', filter)) {
        for (const variant of product.variants) {
          yield [
            ...[product.name, product.category, variant.sku, variant.barcode, variant.name],
            Object.entries(variant.options)
              .map(([name, value]) => `${name}:${value}`)
              .join(';'),
            ...[say(`kind_${variant.kind}`), variant.unit, variant.weightGrams, variant.taxClass],
            variant.components.map(({ sku, quantity }) => `${sku}*${quantity}`).join(';'),
            say(`status_${variant.status}`),
          ]
        }
      }
    },
  }
}
