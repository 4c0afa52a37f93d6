import { useWords } from '../platform/i18n/use-words.ts'
import type { words } from './words/zh-cn.ts'

/** The words of guarding personal data. */
export const usePrivacyWords = () => useWords<typeof words>('privacy')
