import { needWords, useWords, type WordKey } from '../platform/i18n/use-words.ts'
import type { words } from './words/zh-cn.ts'

/** A key of the frame's words. */
export type AppWord = WordKey<typeof words>

const area = needWords('app')

/** The words of the frame that stands around every page. */
export const useAppWords = () => useWords<typeof words>(area)
