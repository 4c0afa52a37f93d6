import { useWords } from '../platform/i18n/use-words.ts'
import type { words } from './words/zh-cn.ts'

/** The words of the catalog. */
export const useCatalogWords = () => useWords<typeof words>('catalog')
