import { needWords, useWords, type WordKey } from '../platform/i18n/use-words.ts'
import type { words } from './words/zh-cn.ts'

/** A key of the warehouse's words. */
export type WorkWord = WordKey<typeof words>

const area = needWords('fulfillment')

/** The words of a place's work: picking, checking, shipping. */
export const useWorkWords = () => useWords<typeof words>(area)
