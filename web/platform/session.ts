import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import type { getAccountContract } from '../../src/access/account/contract.ts'
import type { getMerchantContract } from '../../src/access/contract.ts'
import { type AnswerOf, call } from './call.ts'
import { readKept } from './kept-session.ts'

/** Who is signed in. */
export type Account = AnswerOf<typeof getAccountContract>

/** Whose shop this is. */
export type Merchant = AnswerOf<typeof getMerchantContract>

const accountQuery = {
  queryKey: ['account'],
  networkMode: 'always' as const,
  queryFn: () =>
    readKept(
      '/account',
      () => call<typeof getAccountContract>('GET', '/account'),
      ({ id }) => id,
    ),
  staleTime: 60_000,
}

const merchantQuery = {
  queryKey: ['merchant'],
  networkMode: 'always' as const,
  queryFn: () => readKept('/merchant', () => call<typeof getMerchantContract>('GET', '/merchant')),
  staleTime: 5 * 60_000,
}

/** Who is signed in; a page is drawn when it is known. */
export function useAccount(): Account {
  return useSuspenseQuery(accountQuery).data
}

/** Whether whoever is signed in may do something: what the server asks again when it is done. */
export function useMay(): (permission: string) => boolean {
  const { permissions } = useAccount()
  return (permission) => permissions.includes(permission)
}

/** The merchant's name, currency and zone, for who may read them. */
export function useMerchant(): Merchant | undefined {
  return useQuery(merchantQuery).data
}

/** Whether it was asked who the merchant is: whoever may not read it never knows. */
export function useIsMerchantAsked(): boolean {
  return !useQuery(merchantQuery).isPending
}
