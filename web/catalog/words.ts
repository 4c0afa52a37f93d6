import { needWords, useWords } from '../platform/i18n/use-words.ts'
import type { words } from './words/zh-cn.ts'

const area = needWords('catalog')

/** The words of the catalog. */
export const useCatalogWords = () => useWords<typeof words>(area)
