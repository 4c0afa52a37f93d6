import { needWords, useWords, type WordKey } from '../platform/i18n/use-words.ts'
import type { words } from './words/zh-cn.ts'

/** A key of the words of the first steps. */
export type TrainingWord = WordKey<typeof words>

const area = needWords('training')

/** The words of the first steps. */
export const useTrainingWords = () => useWords<typeof words>(area)
