import { needWords, useWords } from '../platform/i18n/use-words.ts'
import type { words } from './words/zh-cn.ts'

const area = needWords('bulk')

/** The words of what is done with many things at once. */
export const useBulkWords = () => useWords<typeof words>(area)
