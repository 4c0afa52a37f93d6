import { useWords } from '../../platform/i18n/use-words.ts'
import type { words } from './words/zh-cn.ts'

/** The words of order entry. */
export const useEntryWords = () => useWords<typeof words>('orders/entry')
