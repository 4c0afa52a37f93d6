import { useWords } from '../platform/i18n/use-words.ts'
import type { words } from './words/zh-cn.ts'

/** The words of the audit. */
export const useAuditWords = () => useWords<typeof words>('audit')
