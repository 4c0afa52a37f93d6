import type { FoundCustomer } from './lookups.ts'

type Masked = NonNullable<FoundCustomer['contact']>

/** A masked contact in one line: name, phone, where. */
export function maskedLine({ name, company, phone, province, city, district, street }: Masked): string {
  const place = [...new Set([province, city, district])].filter((part) => part !== undefined).join('')
  return [name, company, phone, place, street].filter((part) => part !== undefined && part !== '').join(' ')
}
