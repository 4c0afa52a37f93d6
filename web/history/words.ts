import { needWords, useWords } from '../platform/i18n/use-words.ts'
import type { words } from './words/zh-cn.ts'

const area = needWords('history')

/** The words of what happened: events, and what they changed. */
export const useHistoryWords = () => useWords<typeof words>(area)
