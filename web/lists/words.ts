import { needWords, useWords } from '../platform/i18n/use-words.ts'
import type { words } from './words/zh-cn.ts'

const area = needWords('lists')

/** The words of what every list does. */
export const useListsWords = () => useWords<typeof words>(area)
