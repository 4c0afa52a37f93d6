/*
 * Takes a pasted block apart: a name, a phone and an address as people send them in chats, mails and order forms, in one line or
 * in many, with labels or without. Nothing is decided for the reader: each part says how sure it is, and what is doubtful says
 * why. What is not understood is given back. Nothing is kept of it.
 */
import { cutAtLabels, type LabelledPart } from './address-labels.ts'
import { type FoundName, nameBehindHouse, nameOf } from './address-names.ts'
import { type FoundPhone, takePhones } from './address-phones.ts'
import { parseRegion } from './address-region.ts'
import { type ParsedAddress, type ParsedField, type ParsedRegion, sure, sureField } from './parsed-address.ts'

/** Takes a block apart. */
export function parseAddressBlock(block: string): ParsedAddress {
  const { text, email, identity } = takeSigns(plainText(block))
  const { phones, masked, rest } = takePhones(text)
  const { labelled, free, unparsed } = sortParts(cutAtLabels(rest))
  const pieces = free.flatMap(piecesOf)
  const found = findName(labelled.name, pieces)
  const postcode = labelled.postcode ?? found.rest.find((piece) => /^\d{6}$/.test(piece))
  const { address, before } = addressOf(
    labelled,
    found.rest.filter((piece) => piece !== postcode),
  )
  const region = parseRegion(address.join(' '))
  const [phone, ...morePhones] = phones.toSorted((a, b) => Number(a.kind === 'service') - Number(b.kind === 'service'))
  return {
    country: region === undefined ? null : 'CN',
    fields: {
      name: found.name,
      phone: phone === undefined ? null : phoneField(phone, morePhones.length > 0),
      email: email === undefined ? null : sureField(email),
      company: labelled.company === undefined ? null : sureField(labelled.company),
      ...regionFields(region),
      postcode: postcode === undefined ? null : sureField(postcode, 0.9),
    },
    others: region?.others ?? [],
    unparsed: [
      ...identity,
      ...morePhones.map(({ value }) => value),
      ...masked,
      ...before,
      ...(region === undefined ? address : []),
      ...unparsed,
    ],
  }
}

function phoneField({ value, kind }: FoundPhone, areSeveral: boolean): ParsedField {
  if (areSeveral) return { value, confidence: 0.7, doubt: 'several' }
  return kind === 'foreign' ? { value, confidence: 0.75, doubt: 'guessed' } : sureField(value, 0.98)
}

/** What people write before the address itself belongs to no part of it. */
function addressOf(
  { region, address }: Labels,
  pieces: readonly string[],
): { address: string[]; before: readonly string[] } {
  const said = [region, address].filter((part) => part !== undefined)
  const first = said.length > 0 ? 0 : pieces.slice(0, mostLookedAt).findIndex(beginsAddress)
  return {
    address: [...said, ...pieces.slice(Math.max(first, 0)).map((piece) => piece.replace(sentTo, ''))],
    before: pieces.slice(0, Math.max(first, 0)),
  }
}

/** An address begins early, or there is none. */
const mostLookedAt = 12
const sentTo = /^(?:请|麻烦)?(?:寄|送|发|邮寄|配送)(?:到|往|给|去)/u

function beginsAddress(piece: string): boolean {
  return parseRegion(piece.replace(sentTo, '')) !== undefined
}

/** Full-width signs made plain, and what nobody sees left out. */
function plainText(block: string): string {
  return block
    .normalize('NFKC')
    .replace(/[\u200b-\u200f\u202a-\u202e\u2060\ufeff]/gu, '')
    .replace(/【/gu, '[')
    .replace(/】/gu, ']')
    .replace(/[，、;；。|]/gu, ',')
    .replace(/：/gu, ':')
}

/** E-mails and numbers of identity cards go first: the one has letters of names in it, the other digits of phones. */
function takeSigns(text: string): { text: string; email: string | undefined; identity: string[] } {
  const email = /(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}/u.exec(text)?.[0]
  const withoutEmail = email === undefined ? text : text.replace(email, '\n')
  const cards = /(?<!\d)\d{17}[\dXx](?!\d)/gu
  return { text: withoutEmail.replace(cards, '\n'), email, identity: withoutEmail.match(cards) ?? [] }
}

type Labels = { [part in 'name' | 'region' | 'address' | 'postcode' | 'company']?: string }

function sortParts(parts: readonly LabelledPart[]): { labelled: Labels; free: string[]; unparsed: string[] } {
  const labelled: Labels = {}
  const free: string[] = []
  const unparsed: string[] = []
  for (const { label, text } of parts) {
    const value = text.replace(/\s+/gu, ' ').replace(/^[\s,]+|[\s,]+$/gu, '')
    if (value === '') continue
    if (label === 'other') unparsed.push(value)
    else if (label === undefined || label === 'phone' || label === 'email') free.push(text)
    else if (label === 'name' || label === 'postcode' || label === 'company') keepFirst(labelled, label, value, free)
    else labelled[label] = [labelled[label], value].filter((part) => part !== undefined).join(' ')
  }
  return { labelled, free, unparsed }
}

/** Behind a labelled name the rest of the line may follow without a label. */
function keepFirst(labelled: Labels, label: 'name' | 'postcode' | 'company', value: string, free: string[]): void {
  const [first = '', ...behind] = label === 'name' ? value.split(/[,\n]|(?<=\p{Script=Han})\s/u) : [value]
  if (labelled[label] === undefined) labelled[label] = first.trim()
  free.push(...behind)
}

function piecesOf(text: string): string[] {
  return text
    .split(/[\n\t,]+|(?<![A-Za-z.])\s+|\s+(?![A-Za-z])/u)
    .map((piece) =>
      piece
        .trim()
        .replace(/^[-:/]+|[-:/]+$/gu, '')
        .trim(),
    )
    .filter((piece) => piece !== '')
}

function findName(
  labelled: string | undefined,
  pieces: readonly string[],
): { name: ParsedField | null; rest: readonly string[] } {
  if (labelled !== undefined) {
    const value = labelled.replace(/(?<!\s)\s*\[\d{1,6}\]$/u, '')
    return {
      name: /\*/u.test(value) ? { value, confidence: 0.5, doubt: 'masked' } : sureField(value, 0.98),
      rest: pieces,
    }
  }
  const named = pieces
    .map((piece, at) => ({ at, found: nameOf(piece) }))
    .filter((each): each is { at: number; found: FoundName } => each.found !== undefined)
    .map(({ at, found }) => ({
      at,
      ...found,
      weight: found.confidence - (at === 0 || at === pieces.length - 1 ? 0 : 0.25),
    }))
    .sort((a, b) => b.weight - a.weight)
  const best = named[0] !== undefined && named[0].weight >= 0.4 ? named[0] : undefined
  // A name alone is hardly more likely than that the address has one: the only piece is an address.
  if (best !== undefined && pieces.length > 1) {
    const isSure = best.confidence >= sure
    const doubt = /\*/u.test(best.value) ? 'masked' : isSure ? null : 'guessed'
    const name = { value: best.value, confidence: best.confidence, doubt } as const
    return { name, rest: pieces.filter((_, at) => at !== best.at) }
  }
  for (const [at, piece] of pieces.entries()) {
    const behind = nameBehindHouse(piece)
    if (behind === undefined) continue
    const { value, confidence, rest } = behind
    return { name: { value, confidence, doubt: 'guessed' }, rest: pieces.with(at, rest) }
  }
  return best === undefined
    ? { name: null, rest: pieces }
    : { name: { value: best.value, confidence: 0.5, doubt: 'guessed' }, rest: [] }
}

type RegionPart = 'province' | 'city' | 'district' | 'street'

function regionFields(region: ParsedRegion | undefined): { [part in RegionPart]: ParsedField | null } {
  const { province = null, city = null, district = null, street = null } = region ?? {}
  return { province, city, district, street }
}
