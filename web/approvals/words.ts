import { needWords, useWords } from '../platform/i18n/use-words.ts'
import type { words } from './words/zh-cn.ts'

const area = needWords('approvals')

/** The words of what needs a second person. */
export const useApprovalWords = () => useWords<typeof words>(area)
