import { useWords } from '../platform/i18n/use-words.ts'
import type { words } from './words/zh-cn.ts'

/** The words of customers. */
export const useCustomerWords = () => useWords<typeof words>('customers')
