import { needWords, useWords } from '../platform/i18n/use-words.ts'
import type { words } from './words/zh-cn.ts'

const area = needWords('orders')

/** What orders are called: their states, holds, terms. */
export const useOrderWords = () => useWords<typeof words>(area)
