import { needWords, useWords, type WordKey } from '../platform/i18n/use-words.ts'
import type { words } from './words/zh-cn.ts'

/** A key of the words of the search and command box. */
export type SearchWord = WordKey<typeof words>

const area = needWords('search')

/** The words of the search and command box. */
export const useSearchWords = () => useWords<typeof words>(area)
