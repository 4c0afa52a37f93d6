import { useWords } from '../platform/i18n/use-words.ts'
import type { words } from './words/zh-cn.ts'

/** The words of places. */
export const useLocationWords = () => useWords<typeof words>('locations')
