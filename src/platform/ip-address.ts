// An address of the internet protocol as text, IPv4 or IPv6. What comes from a socket may be an IPv4 address written as IPv6
// (::ffff:192.0.2.1, where a server listens on all addresses) or have a zone (fe80::1%eth0).
import { BlockList, isIP, isIPv4 } from 'node:net'

/** The address without a zone, an IPv4 address as such. */
export function plainAddress(address: string): string {
  if (!address.includes(':')) return address
  const [bare = ''] = address.toLowerCase().split('%')
  const mapped = bare.startsWith('::ffff:') ? bare.slice('::ffff:'.length) : ''
  return isIPv4(mapped) ? mapped : bare
}

/** Whether the address is this machine's own, seen from itself. */
export function isLoopback(address: string): boolean {
  const plain = plainAddress(address)
  return plain === '::1' || (plain.startsWith('127.') && isIPv4(plain))
}

/**
 * What counts as one client: an IPv4 address, or the /64 of an IPv6 address, because whoever has one of its addresses has
 * them all (RFC 6177).
 */
export function clientNetwork(address: string): string {
  const plain = plainAddress(address)
  if (isIP(plain) !== 6) return plain
  const [head = '', tail] = plain.split('::')
  const groups = head === '' ? [] : head.split(':')
  const after = tail === undefined || tail === '' ? [] : tail.split(':')
  // An IPv4 address at the end stands for two groups; both are below the /64 anyway.
  const missing = 8 - groups.length - after.length - (after.at(-1)?.includes('.') ? 1 : 0)
  const whole = tail === undefined ? groups : [...groups, ...Array<string>(missing).fill('0'), ...after]
  return `${whole
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`
}

/** Whether a text names an address, or a network such as 10.0.0.0/8. */
export function isNetwork(text: string): boolean {
  const [address = '', bits, more] = text.split('/')
  const family = isIP(address)
  if (family === 0 || more !== undefined) return false
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128))
}

/** Asks whether an address is in one of the networks; what is no address is in none. */
export function networksOf(networks: readonly string[]): (address: string) => boolean {
  const list = new BlockList()
  for (const network of networks) {
    const [address = '', bits] = network.split('/')
    const family = isIPv4(address) ? 'ipv4' : 'ipv6'
    list.addSubnet(address, bits === undefined ? (family === 'ipv4' ? 32 : 128) : Number(bits), family)
  }
  return (address) => {
    const plain = plainAddress(address)
    const family = isIP(plain)
    return family !== 0 && list.check(plain, family === 4 ? 'ipv4' : 'ipv6')
  }
}
