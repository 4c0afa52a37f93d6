import { useWords } from '../platform/i18n/use-words.ts'
import type { words } from './words/zh-cn.ts'

/** What orders are called: their states, holds, terms. */
export const useOrderWords = () => useWords<typeof words>('orders')
