import { needWords, useWords } from '../platform/i18n/use-words.ts'
import type { words } from './words/zh-cn.ts'

const area = needWords('settings')

/** The words of the settings. */
export const useSettingsWords = () => useWords<typeof words>(area)
