import { needWords, useWords } from '../platform/i18n/use-words.ts'
import type { words } from './words/zh-cn.ts'

const area = needWords('notices')

/** The words of what colleagues tell. */
export const useNoticeWords = () => useWords<typeof words>(area)
