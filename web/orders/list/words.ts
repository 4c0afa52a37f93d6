import { useWords } from '../../platform/i18n/use-words.ts'
import type { words } from './words/zh-cn.ts'

/** The words of the list of orders. */
export const useOrderListWords = () => useWords<typeof words>('orders/list')
