/*
 * A dead letter is an event that one of those who are told of it could not handle for a day. It is tried again, or set aside by
 * somebody who knows that it need not be handled; what was set aside can be put back. Pure; the web imports it.
 */

/** Why one is set aside: of a list, because what people write may tell of a person, and it is kept for good. */
export const settingAsideReasons = ['done_by_hand', 'no_longer_needed', 'being_mended', 'other'] as const

/** Why one was set aside. */
export type SettingAsideReason = (typeof settingAsideReasons)[number]

const idForm = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi
const personal = [
  // E-mail addresses, phone numbers, and what is written in Chinese: names, streets.
  /[^\s"'<>(),;:]+@[^\s"'<>(),;:]+/g,
  /\+?\d[\d ()-]{3,}\d/g,
  /\p{Script=Han}[\p{Script=Han}\p{N}·.]*/gu,
  // What is quoted came from outside: a name in Latin letters stands there.
  /"[^"]*[^"a-z0-9_.:]+[^"]*"/g,
]

/** A failure as it may be shown: what may be of a person is taken out; ids stay, by which the object is found. */
export function maskFailure(failure: string): string {
  const ids = failure.match(idForm) ?? []
  return failure
    .split(idForm)
    .map((text) => personal.reduce((masked, form) => masked.replace(form, '***'), text))
    .reduce((all, text, index) => all + (ids[index - 1] ?? '') + text)
}
