import { needWords, useWords } from '../platform/i18n/use-words.ts'
import type { words } from './words/zh-cn.ts'

const area = needWords('audit')

/** The words of the audit. */
export const useAuditWords = () => useWords<typeof words>(area)
