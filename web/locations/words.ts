import { needWords, useWords } from '../platform/i18n/use-words.ts'
import type { words } from './words/zh-cn.ts'

const area = needWords('locations')

/** The words of places. */
export const useLocationWords = () => useWords<typeof words>(area)
