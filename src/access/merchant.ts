// A merchant is one retailer whose rows are kept apart from every other's. It is not a shop, a channel or a company group.
import { isCountry } from '../platform/countries.ts'
import { DomainError } from '../platform/errors.ts'
import { isCurrency } from '../platform/money.ts'
import { isTimeZone } from '../platform/time.ts'

/** What a merchant is made of. */
export type NewMerchant = {
  /** Short name in commands and addresses: lower-case letters, digits and hyphens. */
  code: string
  name: string
  /** ISO 4217. */
  currency: string
  /** ISO 3166-1 alpha-2. */
  country: string
  /** IANA name: where its business days begin. */
  timeZone: string
}

/** A merchant as it stands. */
export type Merchant = NewMerchant & { id: string; createdAt: Date }

/**
 * Checks the fields of a merchant to be made.
 * @throws DomainError `merchant_code_invalid`, `merchant_name_invalid`, `currency_unknown`, `country_unknown`, `time_zone_unknown`
 */
export function checkMerchant(merchant: NewMerchant): void {
  const refuse = (code: string, field: keyof NewMerchant) => {
    throw new DomainError('invalid', code, { field, facts: { [field]: merchant[field].slice(0, 100) } })
  }
  if (!/^[a-z0-9][a-z0-9-]{0,39}$/.test(merchant.code)) refuse('merchant_code_invalid', 'code')
  if (merchant.name.trim() === '' || merchant.name.length > 200) refuse('merchant_name_invalid', 'name')
  if (!isCurrency(merchant.currency)) refuse('currency_unknown', 'currency')
  if (!isCountry(merchant.country)) refuse('country_unknown', 'country')
  if (!isTimeZone(merchant.timeZone)) refuse('time_zone_unknown', 'timeZone')
}
