import type { HeldSubject } from '../../src/privacy/legal-hold.ts'

/** Where the API has what is done for a person: a customer, or the guest of an order. */
export function pathOfSubject({ type, id }: HeldSubject): string {
  return type === 'customer' ? `/customers/${id}` : `/orders/${id}`
}
