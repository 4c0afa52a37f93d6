import { needWords, useWords } from './i18n/use-words.ts'
import type { words } from './words/zh-cn.ts'

const area = needWords('platform')

/** The words of what all pages are made of. */
export const usePlatformWords = () => useWords<typeof words>(area)
