import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import { DomainError } from '../errors.ts'
import { isPublicAddress } from './public-address.ts'

/** Finds the addresses of a name. */
export type Resolve = (hostname: string) => Promise<{ address: string; family: number }[]>

/** As the machine itself finds them. */
export const systemResolve: Resolve = (hostname) => lookup(hostname, { all: true })

/**
 * The addresses of a URL's host, asked for once. One that leads inside is enough to refuse them all: a name that has both is
 * not to be believed.
 * @throws DomainError refused `address_not_found`, `address_not_public`
 */
export async function resolvePublic(
  hostname: string,
  resolve: Resolve,
  isAllowed: (address: string) => boolean,
): Promise<{ address: string; family: number }[]> {
  const bare = hostname.replace(/^\[|\]$/g, '')
  const found = isIP(bare) === 0 ? await resolve(bare).catch(() => []) : [{ address: bare, family: isIP(bare) }]
  if (found.length === 0) throw new DomainError('refused', 'address_not_found', { field: 'url' })
  if (!found.every(({ address }) => isPublicAddress(address) || isAllowed(address))) {
    throw new DomainError('refused', 'address_not_public', { field: 'url' })
  }
  return found
}
