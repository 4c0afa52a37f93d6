// How a contact looks to those who need not reach the person: enough to tell two apart, too little to find either. This is the
// one home of masking; whatever shows a contact without a disclosure shows it through here.
import { maskEmail } from '../platform/mail/address.ts'
import { type Contact, isMasked, type PlainContact } from './contact.ts'

/** A contact of which the name, the phone, the e-mail and what lies below the district are hidden. */
export type MaskedView = Omit<PlainContact, 'kind'> & { kind: 'plain' | 'platform_masked' }

/** Hides what reaches a person; of a receiver whom a platform keeps to itself, what it masked is shown as it did. */
export function maskContact(contact: Contact): MaskedView {
  if (isMasked(contact)) {
    const { kind, masked, ...region } = contact
    const { name, phone } = masked
    return { kind, ...region, name, ...(phone !== undefined && { phone }) }
  }
  const { name, company, phone, email, street, postcode, ...region } = contact
  return {
    ...region,
    kind: 'plain',
    name: maskName(name),
    ...(company !== undefined && { company: maskName(company) }),
    ...(phone !== undefined && { phone: maskPhone(phone) }),
    ...(email !== undefined && { email: maskEmail(email) }),
    ...(street !== undefined && { street: hidden }),
    ...(postcode !== undefined && { postcode: firstOf(postcode, 2) }),
  }
}

/**
 * Of a Chinese name the surname, and a star for each other character (`张**`, `欧阳*`); of any other the first letter of each
 * word (`J*** S***`). Of a name of one character nothing is left.
 */
export function maskName(name: string): string {
  const words = name.trim().split(/\s+/)
  const whole = charactersOf(words.join(''))
  if (whole.length < 2) return '*'
  if (words.length === 1 && isHan(whole[0] as string)) return maskChinese(whole)
  return words.map((word) => firstOf(word, 1)).join(' ')
}

/**
 * Of a mobile number the network and the last four digits, as its users are used to see it (`138****8000`); of another long
 * one its first three digits and the last four (`010****1234`); of a short one at most half. Of an extension only that there is
 * one: a marketplace's number is shared, and the extension is the person.
 */
export function maskPhone(phone: string): string {
  const [main = '', ...extension] = phone.normalize('NFKC').split(/转|ext\.?|[x#,;]/i)
  const written = main.replace(/\D/g, '')
  const digits = /^(?:00)?86(1\d{10})$/.exec(written)?.[1] ?? written
  const first = digits.length >= longNumber ? 3 : 0
  const last = Math.min(4, Math.floor(digits.length / 2))
  const shown = `${digits.slice(0, first)}****${last === 0 ? '' : digits.slice(-last)}`
  const plus = digits === written && main.trim().startsWith('+') ? '+' : ''
  return plus + shown + (extension.some((part) => /\d/.test(part)) ? '转****' : '')
}

const hidden = '***'
const longNumber = 10

/** The surnames of two characters that most who have one have. */
const compoundSurnames = new Set([
  ...['欧阳', '司马', '上官', '诸葛', '夏侯', '尉迟', '皇甫', '东方', '令狐', '慕容', '司徒', '公孙', '轩辕', '端木'],
  ...['宇文', '长孙', '南宫', '独孤', '司空', '闻人', '呼延', '赫连', '澹台', '公冶', '宗政', '濮阳', '淳于', '单于'],
  ...['太叔', '申屠', '仲孙', '钟离', '鲜于', '闾丘', '东郭', '百里', '拓跋', '西门', '第五', '歐陽', '諸葛', '司馬'],
])

/** A name of two characters is no compound surname with nothing behind it. */
function maskChinese(characters: readonly string[]): string {
  const isCompound = characters.length > 2 && compoundSurnames.has(characters.slice(0, 2).join(''))
  const shown = isCompound ? 2 : 1
  return characters.slice(0, shown).join('') + '*'.repeat(Math.min(characters.length - shown, hidden.length))
}

/** The first characters and stars; nothing but stars where that would be all there is. */
function firstOf(text: string, count: number): string {
  const characters = charactersOf(text)
  return characters.length > count ? characters.slice(0, count).join('') + hidden : hidden
}

const segmenter = new Intl.Segmenter('und', { granularity: 'grapheme' })

/** As readers see them: a letter with its accents is one, and so is a character beyond 16 bits. */
function charactersOf(text: string): string[] {
  return [...segmenter.segment(text)].map(({ segment }) => segment)
}

function isHan(character: string): boolean {
  return /^\p{Script=Han}/u.test(character)
}
