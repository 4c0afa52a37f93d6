import type { createCustomerContract } from '../../src/customers/contract.ts'
import type { BodyOf } from '../platform/call.ts'

/** A contact as it is sent. */
export type ContactBody = Extract<BodyOf<typeof createCustomerContract>['contact'], { name: string }>

/** A contact as a form has it: what is not known is empty. */
export type ContactValues = Partial<Record<keyof typeof contactLengths, string>>

/** The fields of a contact, and how long each may be. */
export const contactLengths = {
  name: 200,
  phone: 32,
  email: 254,
  company: 200,
  country: 2,
  province: 100,
  city: 100,
  district: 100,
  street: 300,
  postcode: 20,
} as const

/** A form's contact as it is sent: empty fields are left out. */
export function contactOf(values: ContactValues): ContactBody {
  const given = Object.entries(values).flatMap(([key, value]) => {
    const text = value?.trim() ?? ''
    return text === '' ? [] : [[key, key === 'country' ? text.toUpperCase() : text]]
  })
  return { name: '', country: 'CN', ...Object.fromEntries(given) }
}
