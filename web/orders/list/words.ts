import { needWords, useWords } from '../../platform/i18n/use-words.ts'
import type { words } from './words/zh-cn.ts'

const area = needWords('orders/list')

/** The words of the list of orders. */
export const useOrderListWords = () => useWords<typeof words>(area)
