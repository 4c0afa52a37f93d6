import { useTranslation } from 'react-i18next'

/** A key of an area's words; those that differ by number are named without their ending. */
export type WordKey<Words> = keyof Words extends infer Key
  ? Key extends `${infer Base}_one` | `${infer Base}_other`
    ? Base
    : Key
  : never

/** What `{{places}}` in words are filled with; `count` chooses between one and many. */
export type Facts = Readonly<Record<string, string | number>>

/** Says an area's words. */
export type Say<Words> = (key: WordKey<Words>, facts?: Facts) => string

const needed = new Set<string>()

/** Has the words of an area read with every page of which the calling file is a part, before it is drawn; answers the area. */
export function needWords(area: string): string {
  needed.add(area)
  return area
}

/** The areas whose words may be said by the files that are loaded. */
export function neededWords(): string[] {
  return [...needed]
}

/**
 * The words of an area in the language that is spoken now. An area wraps it once, in its `words.ts`:
 * `export const useOrderWords = () => useWords<typeof words>(area)`, with `words` imported as a type and `area = needWords('orders')`.
 */
export function useWords<Words>(area: string): Say<Words> {
  const { t } = useTranslation(area)
  return t as unknown as Say<Words>
}
