import { needWords, useWords } from '../platform/i18n/use-words.ts'
import type { words } from './words/zh-cn.ts'

const area = needWords('exports')

/** The words of what is taken out as files. */
export const useExportWords = () => useWords<typeof words>(area)
