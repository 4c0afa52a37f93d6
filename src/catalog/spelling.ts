// How the name of goods is typed: as it is written, by the full pinyin of its characters (chongqing for 重庆), or by their
// initials (cq). Characters that are read in several ways get the reading that their words give them.
import { pinyin } from 'pinyin-pro'

/** A name as it is typed; `syllables` are where a pinyin or an initial begins, each with what is typed from there on. */
export type Spelling = { text: string; syllables: { full: string; initials: string }[] }

/** Full-width letters made plain, capitals small: what is compared of a text. */
export function foldText(text: string): string {
  return text.normalize('NFKC').toLowerCase().trim()
}

/** How a name is typed; a name without Chinese characters has no syllables. */
export function spellingOf(name: string): Spelling {
  const text = foldText(name)
  if (!/\p{Script=Han}/u.test(text)) return { text, syllables: [] }
  const parts = pinyin(text, { toneType: 'none', type: 'array', nonZh: 'consecutive', v: true }).flatMap((part) =>
    (part.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => ({ full: word, initial: [...word][0] ?? '' })),
  )
  return {
    text,
    syllables: parts.map((_, index) => ({
      full: parts
        .slice(index)
        .map(({ full }) => full)
        .join(''),
      initials: parts
        .slice(index)
        .map(({ initial }) => initial)
        .join(''),
    })),
  }
}
