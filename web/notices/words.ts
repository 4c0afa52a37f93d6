import { useWords } from '../platform/i18n/use-words.ts'
import type { words } from './words/zh-cn.ts'

/** The words of what colleagues tell. */
export const useNoticeWords = () => useWords<typeof words>('notices')
