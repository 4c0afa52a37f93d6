import { useWords } from '../platform/i18n/use-words.ts'
import type { words } from './words/zh-cn.ts'

/** The words of the search and command box. */
export const useSearchWords = () => useWords<typeof words>('search')
