import { useQuery } from '@tanstack/react-query'
import type { getCustomerContract } from '../../src/customers/contract.ts'
import { type AnswerOf, call } from '../platform/call.ts'
import type { Tone } from '../platform/theme.ts'

/** A customer as the API gives it: the contact masked. */
export type Customer = AnswerOf<typeof getCustomerContract>

/** A contact as it is shown without a disclosure. */
export type MaskedContact = NonNullable<Customer['contact']>

/** How it stands with a customer, and its colour. */
export function standingOf({ status, contact }: Pick<Customer, 'status' | 'contact'>): {
  word: 'status_active' | 'status_blocked' | 'status_erased'
  tone: Tone
} {
  if (status === 'erased' || contact === null) return { word: 'status_erased', tone: 'quiet' }
  return status === 'active' ? { word: 'status_active', tone: 'good' } : { word: 'status_blocked', tone: 'warning' }
}

/** One customer. */
export function useCustomer(customerId: string) {
  return useQuery({
    queryKey: ['/customers', customerId],
    queryFn: ({ signal }) => call<typeof getCustomerContract>('GET', `/customers/${customerId}`, undefined, { signal }),
  })
}

/** Province, city and district, as far as they are known. */
export function regionOf({ province, city, district }: Pick<MaskedContact, 'province' | 'city' | 'district'>): string {
  return [province, city, district].filter((part) => part !== undefined).join(' ')
}
