import { useWords } from '../platform/i18n/use-words.ts'
import type { words } from './words/zh-cn.ts'

/** The words of the settings. */
export const useSettingsWords = () => useWords<typeof words>('settings')
