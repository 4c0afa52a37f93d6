import { needWords, useWords } from '../../platform/i18n/use-words.ts'
import type { words } from './words/zh-cn.ts'

const area = needWords('orders/page')

/** The words of the page of one order. */
export const useOrderPageWords = () => useWords<typeof words>(area)

/** Says them. */
export type SayOrderPage = ReturnType<typeof useOrderPageWords>
