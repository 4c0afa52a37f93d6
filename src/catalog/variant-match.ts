// How well goods fit what was typed. Tokens find candidates; here they are looked at as a person would.
import { foldText, spellingOf } from './spelling.ts'
import { joined, type SearchedVariant } from './variant-tokens.ts'

/** How a variant is meant, the best first: the code itself, a part of one, or (the beginning of) the name, written or spelled. */
export const matchKinds = [
  'code',
  'code_begins',
  'name_begins',
  'name',
  'pinyin_begins',
  'pinyin',
  'code_part',
] as const

/** One of them. */
export type MatchKind = (typeof matchKinds)[number]

/** How a variant fits what was typed; undefined if it does not. */
export function matchOf(variant: SearchedVariant, typed: string): MatchKind | undefined {
  return (
    codeMatch(variant, typed) ?? nameMatch(variant, typed) ?? pinyinMatch(variant, typed) ?? partMatch(variant, typed)
  )
}

/** The best first; among equals the shorter name, which says little besides what was typed. */
export function byMatch<Found extends { match: MatchKind; name: string; sku: string }>(a: Found, b: Found): number {
  const rank = matchKinds.indexOf(a.match) - matchKinds.indexOf(b.match)
  return rank || a.name.length - b.name.length || (a.sku < b.sku ? -1 : 1)
}

function codeMatch({ sku, barcode }: SearchedVariant, typed: string): MatchKind | undefined {
  const wanted = joined(typed)
  if (wanted === '') return undefined
  const codes = [sku, barcode ?? ''].map(joined)
  if (codes.includes(wanted)) return 'code'
  return codes.some((code) => code.startsWith(wanted)) ? 'code_begins' : undefined
}

function nameMatch({ name, productName, options }: SearchedVariant, typed: string): MatchKind | undefined {
  const whole = [name, productName, ...Object.values(options)].map(foldText)
  const words = foldText(typed).split(/\s+/)
  if (whole.slice(0, 2).some((each) => each.startsWith(words.join(' ')))) return 'name_begins'
  return words.every((word) => whole.some((each) => each.includes(word))) ? 'name' : undefined
}

function pinyinMatch({ name, productName, options }: SearchedVariant, typed: string): MatchKind | undefined {
  const letters = foldText(typed)
    .replace(/[\s']+/g, '')
    .replaceAll('ü', 'v')
  if (!/^[a-z][a-z0-9]*$/.test(letters)) return undefined
  const fits = ({ full, initials }: { full: string; initials: string }) =>
    full.startsWith(letters) || initials.startsWith(letters)
  const spellings = [...new Set([name, productName, ...Object.values(options)])].map(spellingOf)
  if (spellings.some(({ syllables: [first] }) => first !== undefined && fits(first))) return 'pinyin_begins'
  return spellings.some(({ syllables }) => syllables.some(fits)) ? 'pinyin' : undefined
}

/** Each word somewhere in the codes or the name. */
function partMatch({ sku, barcode, name }: SearchedVariant, typed: string): MatchKind | undefined {
  const places = [joined(sku), barcode ?? '', foldText(name)]
  const words = foldText(typed).split(/\s+/)
  return words.every((word) => places.some((place) => place.includes(word) || place.includes(joined(word) || word)))
    ? 'code_part'
    : undefined
}
