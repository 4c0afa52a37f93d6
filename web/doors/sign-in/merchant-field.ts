import { type Field, makeField } from '../page/field.ts'
import type { Door } from './door.ts'

/** The field of the merchant's short name, where there are several and the address does not say which. */
export function makeMerchantField({ needsMerchant, merchant }: Door): Field[] {
  if (!needsMerchant || merchant !== undefined) return []
  const input = { autocomplete: 'organization', maxlength: 40, spellcheck: 'false', autocapitalize: 'none' }
  return [makeField({ name: 'merchant', label: 'merchant', hint: 'merchant_hint', input })]
}

/** The merchant's short name for a request; nothing where there is one merchant only. */
export function merchantOf(door: Door, { merchant }: Record<string, string>): { merchant?: string } {
  const code = door.merchant ?? merchant?.trim()
  return code === undefined || code === '' ? {} : { merchant: code }
}
