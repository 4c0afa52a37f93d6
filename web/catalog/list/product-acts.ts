/** What can be done with many products, each with the permission that it needs. Pure: as src/catalog/bulk/bulk-contract.ts has them. */
export const productActs = {
  archive: 'catalog.write',
  restore: 'catalog.write',
  categorize: 'catalog.write',
} as const

/** Each part of the filter of the list of products, as the address has it. */
export const productFilterKeys = ['status', 'text', 'category', 'kind', 'sku', 'barcode'] as const

type FilterText = { [Key in (typeof productFilterKeys)[number]]?: string }

/** The filter as the API takes it: what is on sale, unless the address says otherwise. */
export function productFilterOf({ status = 'active', ...filter }: FilterText): FilterText {
  return status === 'all' ? filter : { ...filter, status }
}
