import { useProblemWords } from '../platform/use-problem-words.ts'
import type { RowResult } from './import-kind.ts'
import { useImportWords } from './words.ts'

/** Says why a row is wrong; nothing for one that is not. */
export function useResultWords(): (result: RowResult) => string {
  const say = useImportWords()
  const problem = useProblemWords()
  return ({ word, error }) => {
    if (word !== undefined) return say(word)
    if (error === undefined) return ''
    const { text, field } = problem(error)
    return field === undefined ? text : `${text} (${field})`
  }
}
