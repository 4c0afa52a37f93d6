import { DomainError } from '../errors.ts'

/** What may be named besides https at the usual ports. */
export type UrlRules = {
  /** Plain http as well. */
  allowHttp?: boolean | undefined
  /** Ports instead of the usual ones. */
  ports?: readonly number[] | undefined
}

const usualPorts = [80, 443, 8443]
const longestUrl = 2048

/**
 * Reads an address that somebody named, before anything is asked of it. Odd ways to write an IPv4 address (0x7f.1,
 * 2130706433) become the usual one here, as in a browser.
 * @throws DomainError invalid `address_invalid`, `address_not_https`, `address_has_credentials`, `address_port_not_allowed`
 */
export function checkedUrl(text: string, { allowHttp = false, ports = usualPorts }: UrlRules = {}): URL {
  const refuse = (code: string) => {
    throw new DomainError('invalid', code, { field: 'url' })
  }
  if (text.length > longestUrl || !URL.canParse(text)) refuse('address_invalid')
  const url = new URL(text)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') refuse('address_invalid')
  if (url.protocol === 'http:' && !allowHttp) refuse('address_not_https')
  if (url.username !== '' || url.password !== '') refuse('address_has_credentials')
  if (!ports.includes(portOf(url))) refuse('address_port_not_allowed')
  return url
}

/** The port of an address, the protocol's own where none is named. */
export function portOf({ port, protocol }: URL): number {
  return port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port)
}
