import { useWords } from '../platform/i18n/use-words.ts'
import type { words } from './words/zh-cn.ts'

/** The words of what is done with many things at once. */
export const useBulkWords = () => useWords<typeof words>('bulk')
