import { useWords } from '../platform/i18n/use-words.ts'
import type { words } from './words/zh-cn.ts'

/** The words of imports. */
export const useImportWords = () => useWords<typeof words>('imports')
