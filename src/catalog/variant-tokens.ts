// By which tokens a variant is found (decision 055): parts of its name and codes, hashed as all search tokens are. Only whole
// tokens can be looked for, so that a name is stored in all the parts by which somebody may begin:
//   n  each Chinese character, and each pair of neighbours
//   w  of each other word the first letter, the first two, and every three neighbours; of codes also across their hyphens
//   p  of the pinyin from each syllable on the first two, four and six letters
//   i  of the initials from each syllable on the first, the first two and the first four
import type { MerchantKeys } from '../platform/crypto/key-ring.ts'
import { goodsTokens, type SearchAlternative } from '../platform/crypto/search-tokens.ts'
import { foldText, spellingOf } from './spelling.ts'

/** What a variant is found by. */
export type SearchedVariant = {
  sku: string
  barcode: string | null
  name: string
  productName: string
  options: Readonly<Record<string, string>>
}

/** The keyed hashes under which a variant is found. */
export function variantTokens({ searchKey }: Pick<MerchantKeys, 'searchKey'>, variant: SearchedVariant): Buffer[] {
  const { sku, barcode, name, productName, options } = variant
  const names = [...new Set([name, productName, ...Object.values(options)])]
  const codes = [sku, ...(barcode === null ? [] : [barcode])]
  const parts = [
    ...names.flatMap((each) => [...wordParts(each), ...spelledParts(each)]),
    ...codes.flatMap((code) => [...wordParts(code), ...wordParts(joined(code))]),
  ]
  return goodsTokens(searchKey, [...new Set(parts)].slice(0, storedTokens))
}

/** What a typed text may mean of goods, under every key by whose tokens something may still be found. */
export function goodsAlternatives(
  { searchKeys }: Pick<MerchantKeys, 'searchKeys'>,
  typed: string,
): SearchAlternative[] {
  // Codes are typed with hyphens where they have none, and the other way round.
  const ways = [writtenParts(typed), ...typedCode(typed), ...typedPinyin(typed)].filter((parts) => parts.length > 0)
  return [...searchKeys.values()].flatMap((searchKey) =>
    ways.map((parts) => ({ kind: 'goods' as const, tokens: goodsTokens(searchKey, parts) })),
  )
}

/** The letters and digits of a text alone, as codes are compared. */
export function joined(text: string): string {
  return foldText(text).replace(/[^\p{L}\p{M}\p{N}]+/gu, '')
}

/** Enough for a name of fifty characters. */
const storedTokens = 600
/** More say nothing that is not known already. */
const queriedTokens = 8
const pinyinLengths = [2, 4, 6]
const initialLengths = [1, 2, 4]

/** Runs of Chinese characters, and runs of other letters and digits: t001, 500ml. */
function runsOf(text: string): { run: string[]; isHan: boolean }[] {
  const words = foldText(text).match(/\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{L}\p{M}\p{N}])+/gu) ?? []
  return words.map((word) => ({ run: [...word], isHan: /^\p{Script=Han}/u.test(word) }))
}

function wordParts(text: string): string[] {
  return runsOf(text).flatMap(({ run, isHan }) => (isHan ? hanParts(run) : latinParts(run)))
}

function hanParts(run: readonly string[]): string[] {
  return run.flatMap((character, index) => {
    const next = run[index + 1]
    return next === undefined ? [`n:${character}`] : [`n:${character}`, `n:${character}${next}`]
  })
}

function latinParts(run: readonly string[]): string[] {
  const starts = run.length === 1 ? [`w^${run[0]}`] : [`w^${run[0]}`, `w^${run[0]}${run[1]}`]
  return [...starts, ...threes(run)]
}

function threes(run: readonly string[]): string[] {
  return run.slice(2).map((character, index) => `w:${run[index]}${run[index + 1]}${character}`)
}

function spelledParts(text: string): string[] {
  return spellingOf(text).syllables.flatMap(({ full, initials }) => [
    ...pinyinLengths.filter((length) => full.length >= length).map((length) => `p:${full.slice(0, length)}`),
    ...initialLengths.filter((length) => initials.length >= length).map((length) => `i:${initials.slice(0, length)}`),
  ])
}

/** As it is written: all of it must be there. */
function writtenParts(typed: string): string[] {
  const parts = runsOf(typed).flatMap(({ run, isHan }) => {
    if (isHan) return run.length === 1 ? [`n:${run[0]}`] : hanParts(run).filter((part) => [...part].length > 3)
    return run.length < 3 ? [`w^${run.join('')}`] : threes(run)
  })
  return [...new Set(parts)].slice(0, queriedTokens)
}

/** A part of a code that has a digit, across its hyphens. */
function typedCode(typed: string): string[][] {
  const code = joined(typed)
  return code !== foldText(typed) && /^[a-z0-9]{3,}$/.test(code) && /\d/.test(code) ? [writtenParts(code)] : []
}

/** Letters alone may be pinyin, whole or initials; spaces between syllables say nothing. */
function typedPinyin(typed: string): string[][] {
  const letters = foldText(typed)
    .replace(/[\s']+/g, '')
    .replaceAll('ü', 'v')
  if (!/^[a-z][a-z0-9]*$/.test(letters)) return []
  const longest = (lengths: readonly number[]) => lengths.findLast((length) => length <= letters.length)
  const full = longest(pinyinLengths)
  const initial = longest(initialLengths)
  return [
    ...(full === undefined ? [] : [[`p:${letters.slice(0, full)}`]]),
    ...(initial === undefined ? [] : [[`i:${letters.slice(0, initial)}`]]),
  ]
}
