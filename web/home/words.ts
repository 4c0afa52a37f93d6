import { needWords, useWords, type WordKey } from '../platform/i18n/use-words.ts'
import type { words } from './words/zh-cn.ts'

/** A key of Home's words. */
export type HomeWord = WordKey<typeof words>

const area = needWords('home')

/** The words of Home. */
export const useHomeWords = () => useWords<typeof words>(area)
