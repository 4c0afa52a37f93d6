import { needWords, useWords } from '../../platform/i18n/use-words.ts'
import type { words } from './words/zh-cn.ts'

const area = needWords('orders/entry')

/** The words of order entry. */
export const useEntryWords = () => useWords<typeof words>(area)
