import { needWords, useWords } from '../platform/i18n/use-words.ts'
import type { words } from './words/zh-cn.ts'

const area = needWords('privacy')

/** The words of guarding personal data. */
export const usePrivacyWords = () => useWords<typeof words>(area)
