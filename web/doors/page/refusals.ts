import { en } from '../words/en.ts'
import { Refusal } from './call.ts'
import type { Facts, WordKey } from './say.ts'

/** What is said about a refusal. */
export type Words = { key: WordKey; facts: Facts }

/** Other words for some codes, where the place makes them clearer. */
export type OwnWords = Readonly<Record<string, WordKey>>

/** Words for whatever went wrong: those of its code, else the code itself, which whoever is asked for help can look up. */
export function wordsOf(error: unknown, own: OwnWords = {}): Words {
  if (!(error instanceof Refusal)) throw error
  const { code, facts } = error
  const key = own[code] ?? `problem_${code}`
  if (key in en) return { key: key as WordKey, facts }
  return { key: error.status === 503 ? 'problem_busy' : 'problem_unforeseen', facts: { code } }
}

/** For how many seconds the server wants to be left alone; none when it does not say so. */
export function waitOf(error: unknown): number | undefined {
  if (!(error instanceof Refusal)) return undefined
  const { retryAfterSeconds } = error.facts
  return typeof retryAfterSeconds === 'number' ? retryAfterSeconds : undefined
}
