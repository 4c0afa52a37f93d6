// Addresses of mail, as far as they can be judged without asking their server.

/** Who a message comes from. */
export type Sender = { name: string; address: string }

/** Nothing that means something to a mail program: no space, bracket, quote, comma or control character. */
const part = '[^\\s\\p{C}()<>[\\]:;,@\\\\"]'
const addressForm = new RegExp(`^${part}{1,64}@${part}+$`, 'u')

/** Whether one mailbox is named, in the plain form: `name@example.com`. RFC 5321 section 4.5.3.1 has the lengths. */
export function isMailAddress(text: string): boolean {
  return text.length <= 254 && addressForm.test(text)
}

/**
 * Reads `Name <name@example.com>` or the address alone.
 * @throws Error without the text
 */
export function parseSender(text: string): Sender {
  const [, name = '', named, alone] = /^\s*(?:([^<>]*?)\s*<([^<>]*)>|([^<>]*?))\s*$/.exec(text) ?? []
  const address = named ?? alone ?? ''
  if (!isMailAddress(address) || /\p{Cc}/u.test(name)) throw new Error('must be like Name <name@example.com>')
  return { name: name.replace(/^"(.*)"$/, '$1'), address }
}

/** An e-mail for those who need not write to it: `l***@example.com`; of a name of one letter nothing is left. */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf('@')
  const [first = '', second] = [...email.slice(0, at)]
  return `${second === undefined ? '' : first}***${email.slice(at)}`
}
