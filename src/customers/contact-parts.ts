import { z } from 'zod'
import { isCountry } from '../platform/countries.ts'
import { line } from '../platform/text.ts'

/** Digits and what is written between them, a marketplace's extension too: `+86 138-0013-8000`, `13800138000转1234`. */
export const phone = line(32).refine((value) => digitCount(value) >= 3, 'must have at least three digits')

/** Where a contact is, as far as every kind of contact tells it. */
export const contactRegion = {
  country: z.string().refine(isCountry, 'must be a country code of ISO 3166-1 alpha-2, such as CN'),
  province: line(100).exactOptional(),
  city: line(100).exactOptional(),
  district: line(100).exactOptional(),
}

/** Full-width digits count: NFKC makes them plain. */
function digitCount(value: string): number {
  return value.length > 64 ? 0 : (value.normalize('NFKC').match(/\d/g)?.length ?? 0)
}
