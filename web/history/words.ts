import { useWords } from '../platform/i18n/use-words.ts'
import type { words } from './words/zh-cn.ts'

/** The words of what happened: events, and what they changed. */
export const useHistoryWords = () => useWords<typeof words>('history')
