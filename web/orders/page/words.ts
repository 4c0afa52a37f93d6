import { useWords } from '../../platform/i18n/use-words.ts'
import type { words } from './words/zh-cn.ts'

/** The words of the page of one order. */
export const useOrderPageWords = () => useWords<typeof words>('orders/page')

/** Says them. */
export type SayOrderPage = ReturnType<typeof useOrderPageWords>
