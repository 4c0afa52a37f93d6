import { needWords, useWords } from '../platform/i18n/use-words.ts'
import type { words } from './words/zh-cn.ts'

const area = needWords('customers')

/** The words of customers. */
export const useCustomerWords = () => useWords<typeof words>(area)
