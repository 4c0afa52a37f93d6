import { needWords, useWords } from '../platform/i18n/use-words.ts'
import type { words } from './words/zh-cn.ts'

const area = needWords('search')

/** The words of the search and command box. */
export const useSearchWords = () => useWords<typeof words>(area)
