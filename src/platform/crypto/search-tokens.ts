// Search in sealed columns: each phone, e-mail and name is also kept as keyed hashes in a token table, and a search makes
// the same hashes of what was typed. A token is the first 8 bytes of HMAC-SHA256(search key, kind + ':' + normalised text):
// without the key it tells nothing, and tokens of different kinds never meet. What a search finds are candidates: pairs
// of a name may stand in another order, so a caller that shows the value can see that it is meant.
//
// Normalised is always NFKC first (全角 digits and letters become plain), then
//   phone   the digits, without an extension and without the prefix of Chinese mobiles (+86, 0086, 86): normalisePhone
//   e-mail  without spaces around, in lower case
//   name    in lower case, letters, marks and digits only; words stay apart, but not Chinese, Japanese or Korean ones
import { createHmac, type KeyObject } from 'node:crypto'
import type { MerchantKeys } from './key-ring.ts'

/** One way to understand what was typed. An object matches if it has all of the tokens. */
export type SearchAlternative = {
  kind: 'phone' | 'last4' | 'email' | 'name' | 'receiver' | 'goods'
  tokens: Buffer[]
}

/** The whole number and its last four digits; only the whole of a shorter one; nothing for a text without digits. */
export function phoneTokens(searchKey: KeyObject, phone: string): Buffer[] {
  const digits = normalisePhone(phone)
  if (digits === '') return []
  const whole = token(searchKey, 'phone', digits)
  return digits.length < 4 ? [whole] : [whole, token(searchKey, 'last4', digits.slice(-4))]
}

/**
 * What a platform lets see of a receiver: its token whole, the last four digits where they can be seen, and the name's first
 * character.
 */
export function maskedTokens(
  searchKey: KeyObject,
  { token: known, name, phone = '' }: { token: string; name: string; phone?: string | undefined },
): Buffer[] {
  const [last4] = /\d{4}$/.exec(phone.normalize('NFKC').trim()) ?? []
  const [first = ''] = name.normalize('NFKC').trim()
  return [
    token(searchKey, 'receiver', known.trim()),
    ...(last4 === undefined ? [] : [token(searchKey, 'last4', last4)]),
    ...nameTokens(searchKey, first),
  ]
}

/** The whole address. */
export function emailToken(searchKey: KeyObject, email: string): Buffer {
  return token(searchKey, 'email', email.normalize('NFKC').trim().toLowerCase())
}

/**
 * Of one or more names every pair of neighbours in a word, every single Chinese, Japanese or Korean character, and words of
 * one letter; in order, none twice, at most 40 of each name. That is all of a Chinese name of 20 characters.
 */
export function nameTokens(searchKey: KeyObject, ...names: readonly string[]): Buffer[] {
  const ofNames = names.map((name) => {
    const ofName = nameWords(name).flatMap((word) => word.flatMap((_, index) => partsAt(word, index)))
    return [...new Set(ofName)].slice(0, storedNameTokens)
  })
  return nameTokensOf(searchKey, [...new Set(ofNames.flat())])
}

/** Parts of the names and codes of goods, which the caller has cut; in order, none twice. */
export function goodsTokens(searchKey: KeyObject, parts: readonly string[]): Buffer[] {
  return [...new Set(parts)].map((part) => token(searchKey, 'goods', part))
}

/**
 * What a typed text may mean, likeliest first: an e-mail if it has an @; a phone or its last four digits if it is made of
 * digits and what is written between them; (a part of) a name if it is neither, or has few digits; besides, a platform's
 * token for a receiver if it is long and without spaces. Nothing for a short text without letters or digits.
 */
export function queryTokens(searchKey: KeyObject, text: string): SearchAlternative[] {
  const words = queriedWords(searchKey, text.normalize('NFKC').trim())
  const whole = text.trim()
  if (whole.length < fewestReceiverCharacters || /\s/.test(whole)) return words
  return [...words, { kind: 'receiver', tokens: [token(searchKey, 'receiver', whole)] }]
}

function queriedWords(searchKey: KeyObject, typed: string): SearchAlternative[] {
  if (typed.includes('@')) return [{ kind: 'email', tokens: [emailToken(searchKey, typed)] }]
  const digits = normalisePhone(typed)
  if (digits !== '' && isWrittenAsPhone(typed)) {
    const whole: SearchAlternative = { kind: 'phone', tokens: [token(searchKey, 'phone', digits)] }
    const last4: SearchAlternative = { kind: 'last4', tokens: [token(searchKey, 'last4', digits)] }
    const numbers = digits.length === 4 ? [last4, whole] : [whole]
    return digits.length < fewestPhoneDigits ? [...numbers, ...queriedNames(searchKey, typed)] : numbers
  }
  return queriedNames(searchKey, typed)
}

/** What a typed text may mean, under every key by whose tokens something may still be found. */
export function searchAlternatives(
  { searchKeys }: Pick<MerchantKeys, 'searchKeys'>,
  text: string,
): SearchAlternative[] {
  return [...searchKeys.values()].flatMap((searchKey) => queryTokens(searchKey, text))
}

/**
 * The digits of a phone number as it is called within China: `+86 138-0013-8000`, `(0086)13800138000` and a marketplace's
 * `13800138000转1234` or `13800138000-1234` all become `13800138000`. Other numbers keep what was written, without `00`.
 */
export function normalisePhone(text: string): string {
  const digits = withoutExtension(text).replace(/\D/g, '').replace(/^00/, '')
  const [, mobile] = /^(?:86)?(1[3-9]\d{9})$/.exec(digits) ?? []
  return mobile ?? digits
}

/** Fewer are rather a part of a number, or the name of who has a number for one. */
const fewestPhoneDigits = 7
const storedNameTokens = 40
/** Few enough to be among those stored of the same name, however long it is. */
const queriedNameTokens = 12

/** A platform's tokens are far longer, and no name or phone is looked for in vain as one. */
const fewestReceiverCharacters = 20

/** A phone's extension begins with a word or sign for it, or with the hyphen after a whole Chinese mobile number. */
const extension = /(?<=1[3-9]\d{9})-|转|ext|x|#|,|;/i
const eastAsian = String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]`
const gapInEastAsian = new RegExp(`(?<=${eastAsian})[^\\p{L}\\p{M}\\p{N}]+(?=${eastAsian})`, 'gu')
const oneEastAsian = new RegExp(eastAsian, 'u')

function withoutExtension(phone: string): string {
  return phone.normalize('NFKC').trim().split(extension, 1)[0] ?? ''
}

function isWrittenAsPhone(typed: string): boolean {
  return /^[\d\s()+./\p{Dash}]+$/u.test(withoutExtension(typed))
}

/** The words of a name, each as its code points. */
function nameWords(name: string): string[][] {
  const plain = name.normalize('NFKC').toLowerCase().replace(gapInEastAsian, '')
  return (plain.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).map((word) => [...word])
}

/** What is stored of a word for the character at `index`: itself, if it can be searched alone, and the pair it begins. */
function partsAt(word: string[], index: number): string[] {
  const character = word[index] ?? ''
  const next = word[index + 1]
  const alone = word.length === 1 || oneEastAsian.test(character) ? [character] : []
  return next === undefined ? alone : [...alone, character + next]
}

function queriedNames(searchKey: KeyObject, typed: string): SearchAlternative[] {
  const parts = [...new Set(nameWords(typed).flatMap(queriedParts))].slice(0, queriedNameTokens)
  return parts.length === 0 ? [] : [{ kind: 'name', tokens: nameTokensOf(searchKey, parts) }]
}

/** What is looked for of a word: its pairs, which say more than its single characters; a single one if it is all there is. */
function queriedParts(word: string[]): string[] {
  return word.length === 1 ? word : word.slice(1).map((character, index) => (word[index] ?? '') + character)
}

function nameTokensOf(searchKey: KeyObject, parts: readonly string[]): Buffer[] {
  return parts.map((part) => token(searchKey, 'name', part))
}

/** A digest taken as a string and cut costs less than one taken as a buffer, which Node allocates apart. */
function token(searchKey: KeyObject, kind: SearchAlternative['kind'], text: string): Buffer {
  const digest = createHmac('sha256', searchKey).update(`${kind}:${text}`).digest('hex')
  return Buffer.from(digest.slice(0, 16), 'hex')
}
