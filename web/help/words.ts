import { useWords } from '../platform/i18n/use-words.ts'
import type { words } from './words/zh-cn.ts'

/** The words around the help. */
export const useHelpWords = () => useWords<typeof words>('help')
