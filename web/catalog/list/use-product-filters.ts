import type { FilterDef } from '../../platform/list/filters.ts'
import { useProductCounts } from '../products.ts'
import { useCatalogWords } from '../words.ts'

const kinds = ['stocked', 'bundle', 'service'] as const

/** What the list of products can be narrowed by, besides its tabs and the text. */
export function useProductFilters(): FilterDef[] {
  const say = useCatalogWords()
  const categories = useProductCounts()?.categories ?? []
  return [
    {
      ...{ title: say('category'), keys: ['category'], kind: 'choice' },
      choices: categories.map((value) => ({ value, label: value })),
    },
    {
      ...{ title: say('kind'), keys: ['kind'], kind: 'choice' },
      choices: kinds.map((value) => ({ value, label: say(`kind_${value}`) })),
    },
    { title: say('sku'), keys: ['sku'], kind: 'text', hint: say('sku_exact') },
    { title: say('barcode'), keys: ['barcode'], kind: 'text', hint: say('barcode_exact') },
  ]
}
