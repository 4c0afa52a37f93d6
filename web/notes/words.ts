import { needWords, useWords } from '../platform/i18n/use-words.ts'
import type { words } from './words/zh-cn.ts'

const area = needWords('notes')

/** The words of notes that colleagues write. */
export const useNoteWords = () => useWords<typeof words>(area)
