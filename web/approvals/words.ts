import { useWords } from '../platform/i18n/use-words.ts'
import type { words } from './words/zh-cn.ts'

/** The words of what needs a second person. */
export const useApprovalWords = () => useWords<typeof words>('approvals')
