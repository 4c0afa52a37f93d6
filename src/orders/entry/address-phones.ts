// Phones in a pasted block: mobile, landline, 400 and foreign numbers, with the extensions by which marketplaces tell apart
// those who share a virtual number. They are taken out before the address is looked at, where their digits would be houses.

/** A phone as it can be dialled, as it stood in the text, and whether it is one for sure. */
export type FoundPhone = { value: string; kind: 'mobile' | 'landline' | 'service' | 'foreign' }

/** What was found, those of which a platform shows a part only, and the text with a gap where each stood. */
export type FoundPhones = { phones: FoundPhone[]; masked: string[]; rest: string }

const extension = String.raw`(?:\s{0,3}(?:转|分机|ext\.?|[-#,]|\[)\s{0,3}(\d{1,6})\]?)?`
const kinds: readonly { kind: FoundPhone['kind']; pattern: RegExp }[] = [
  {
    kind: 'mobile',
    pattern: new RegExp(
      String.raw`(?<![\d+])(?:\+?(?:00)?86[-\s]{0,2})?(1[3-9]\d)[-\s]?(\d{4})[-\s]?(\d{4})(?!\d)${extension}(?!\d)`,
      'giu',
    ),
  },
  {
    kind: 'landline',
    pattern: new RegExp(
      String.raw`(?<![\d+])\(?(0\d{2,3})\)?[-\s]{0,2}(\d{3,4}-?\d{4})(?!\d)${extension}(?!\d)`,
      'giu',
    ),
  },
  {
    kind: 'service',
    pattern: new RegExp(String.raw`(?<!\d)([48]00)-?(\d{3,4})-?(\d{3,4})(?!\d)${extension}(?!\d)`, 'giu'),
  },
  { kind: 'foreign', pattern: /(?<!\d)(\+\d{1,3}[\d\s().-]{5,20}\d)(?!\d)/gu },
]
const maskedPhone = /(?<!\d)1[3-9]\d?\*{3,8}\d{2,4}(?!\d)/gu

/** Takes phones out of a text, mobiles first. */
export function takePhones(text: string): FoundPhones {
  const phones: FoundPhone[] = []
  let rest = text
  for (const { kind, pattern } of kinds) {
    rest = rest.replace(pattern, (...match) => {
      const parts = match.slice(1, -2).filter((part): part is string => typeof part === 'string')
      phones.push({ kind, value: dialled(kind, parts) })
      return '\n'
    })
  }
  return { phones, masked: rest.match(maskedPhone) ?? [], rest: rest.replace(maskedPhone, '\n') }
}

/** The last part is an extension where there is one more than the number itself has. */
function dialled(kind: FoundPhone['kind'], parts: readonly string[]): string {
  if (kind === 'foreign') return (parts[0] ?? '').replace(/\s+/g, ' ').trim()
  const own = kind === 'landline' ? 2 : 3
  const digits = parts.slice(0, own).map((part) => part.replace(/\D/g, ''))
  const number = kind === 'landline' ? digits.join('-') : digits.join('')
  const behind = parts[own]
  return behind === undefined ? number : `${number}转${behind}`
}
