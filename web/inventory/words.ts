import { needWords, useWords, type WordKey } from '../platform/i18n/use-words.ts'
import type { words } from './words/zh-cn.ts'

/** A key of the words of stock. */
export type StockWord = WordKey<typeof words>

const area = needWords('inventory')

/** The words of stock. */
export const useStockWords = () => useWords<typeof words>(area)
