import { needWords, useWords } from '../platform/i18n/use-words.ts'
import type { words } from './words/zh-cn.ts'

const area = needWords('access')

/** The words of who works here and how they come in. */
export const useAccessWords = () => useWords<typeof words>(area)
