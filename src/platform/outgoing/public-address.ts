// Which addresses of the internet a request for somebody else may go to. What a user names may lead anywhere: to this
// machine, to the others of its network, or to where a cloud hands out its keys. So only what is public is public.
import { isIP } from 'node:net'
import { networksOf, plainAddress } from '../ip-address.ts'

/** IANA IPv4 Special-Purpose Address Registry, and multicast; none of it is a host of the public internet. */
const isSpecialIpv4 = networksOf([
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10', // carrier-grade NAT; Alibaba Cloud's metadata is in it
  '127.0.0.0/8',
  '169.254.0.0/16', // link-local; most clouds' metadata
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4', // multicast
  '240.0.0.0/4',
  '168.63.129.16', // Azure's wire server, a public address that is not
])

/** Of IPv6 only global unicast is taken: that leaves out loopback, local, multicast, IPv4-mapped and NAT64. */
const isGlobalIpv6 = networksOf(['2000::/3'])
/** IANA IPv6 Special-Purpose Address Registry, as far as it is in that: Teredo and other tunnels, 6to4, documentation. */
const isSpecialIpv6 = networksOf(['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'])

/** Whether an address is a host of the public internet. */
export function isPublicAddress(address: string): boolean {
  const plain = plainAddress(address)
  const family = isIP(plain)
  if (family === 4) return !isSpecialIpv4(plain)
  return family === 6 && isGlobalIpv6(plain) && !isSpecialIpv6(plain)
}
