import { needWords, useWords } from '../platform/i18n/use-words.ts'
import type { words } from './words/zh-cn.ts'

const area = needWords('imports')

/** The words of imports. */
export const useImportWords = () => useWords<typeof words>(area)
