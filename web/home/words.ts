import { useWords } from '../platform/i18n/use-words.ts'
import type { words } from './words/zh-cn.ts'

/** The words of Home. */
export const useHomeWords = () => useWords<typeof words>('home')
