import { needWords, useWords } from '../platform/i18n/use-words.ts'
import type { words } from './words/zh-cn.ts'

const area = needWords('help')

/** The words around the help. */
export const useHelpWords = () => useWords<typeof words>(area)
