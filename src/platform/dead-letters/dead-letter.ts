/*
 * A dead letter is an event that one of those who are told of it could not handle for a day. It is tried again, or set aside by
 * somebody who knows that it need not be handled; what was set aside can be put back. Pure; the web imports it.
 */

/** Why one is set aside: of a list, because what people write may tell of a person, and it is kept for good. */
export const settingAsideReasons = ['done_by_hand', 'no_longer_needed', 'being_mended', 'other'] as const

/** Why one was set aside. */
export type SettingAsideReason = (typeof settingAsideReasons)[number]

const idForm = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi
const hidden = '***'
/** So many digits may be a phone number. */
const digitsOfPhone = 5

/** A failure as it may be shown: what may be of a person is taken out; ids stay, by which the object is found. */
export function maskFailure(failure: string): string {
  const ids = failure.match(idForm) ?? []
  return failure
    .split(idForm)
    .map(maskText)
    .reduce((all, text, index) => all + (ids[index - 1] ?? '') + text)
}

/** Each expression takes a text in one reading. */
function maskText(text: string): string {
  return (
    text
      // What is quoted came from outside, unless it names something of the program's: a name in Latin letters stands there.
      .replace(/"[^"]*"/g, (quoted) => (/^"[a-z0-9_.:]*"$/.test(quoted) ? quoted : hidden))
      // E-mail addresses.
      .replace(/\S+/g, (word) => (word.includes('@') ? hidden : word))
      // Names and streets in Chinese.
      .replace(/\p{Script=Han}[\p{Script=Han}\p{N}·.]*/gu, hidden)
      .replace(/\+?\d[\d ()-]*/g, maskNumber)
  )
}

function maskNumber(number: string): string {
  const digits = number.replace(/\D/g, '')
  const end = number.lastIndexOf(digits.at(-1) ?? '') + 1
  return digits.length < digitsOfPhone ? number : hidden + number.slice(end)
}
