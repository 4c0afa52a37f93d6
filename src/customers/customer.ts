// A customer is a person or company that buys, as one record over all channels. What tells them again is keyed hashes of
// phone and e-mail; name and address stand in their sealed contact. Who an order goes to is the order's own contact.

/** The levels by which customers are treated. */
export const tiers = ['standard', 'vip', 'key'] as const
/** Whether orders of a customer are taken. */
export const customerStatuses = ['active', 'blocked'] as const

/** 普通, VIP or 大客户. */
export type Tier = (typeof tiers)[number]

/** Active, or blocked: new orders wait for review. */
export type CustomerStatus = (typeof customerStatuses)[number]

/** A customer as it stands, without anything personal. */
export type Customer = {
  id: string
  code: string | null
  personId: string
  contactId: string
  tier: Tier
  status: CustomerStatus
  version: number
  createdAt: Date
}

/** How it stands with a customer when it is shown: what was set, or that the person was erased, whatever was set before. */
export function shownStatus({ status }: Pick<Customer, 'status'>, isErased: boolean): CustomerStatus | 'erased' {
  return isErased ? 'erased' : status
}

/** What customers are told apart by. */
export type Identity = {
  code: string | null
  phoneKey: Buffer | null
  emailKey: Buffer | null
  /** Of a marketplace's own id of the buyer. */
  platformKey: Buffer | null
}

/** An identity's parts as texts that can be compared, each with the field it came from. */
export function identityNames({ code, phoneKey, emailKey, platformKey }: Identity): { name: string; field: string }[] {
  return [
    ...(code === null ? [] : [{ name: `code ${code}`, field: 'code' }]),
    ...(phoneKey === null ? [] : [{ name: `phone ${phoneKey.toString('base64')}`, field: 'contact.phone' }]),
    ...(emailKey === null ? [] : [{ name: `email ${emailKey.toString('base64')}`, field: 'contact.email' }]),
    ...(platformKey === null
      ? []
      : [{ name: `platform ${platformKey.toString('base64')}`, field: 'contact.masked.buyerId' }]),
  ]
}
