import { type SealingPerson, sealText } from '../../src/customers/sealed-text.ts'
import type { MerchantKeys } from '../../src/platform/crypto/key-ring.ts'
import type { NewRow } from '../../src/platform/db/bulk.ts'
import { namedId, newId } from '../../src/platform/ids.ts'
import { type ShopIds, type ShopRows, shopTime } from './healthy-ids.ts'

/** What a customer agreed to, what was noted of them, who looked at the contact, and an order that must not be erased. */
export function privacyRows(id: ShopIds, keys: MerchantKeys, person: SealingPerson): ShopRows {
  const by = 'staff:1'
  const sealed = (table: string, column: string, rowId: string) =>
    sealText(keys, person, '勾选', { table, column, rowId })
  return {
    privacy_settings: [{ settings: {}, version: 1 }],
    consents: [
      {
        ...{ customerId: id.customer, purpose: 'profiling', number: 1, id: id.consent, state: 'given', channel: 'web' },
        ...{
          noticeVersion: '1',
          evidence: sealed('consents', 'evidence', id.consent),
          decidedAt: shopTime,
          recordedAt: shopTime,
          recordedBy: by,
        },
      },
    ],
    customer_notes: [
      {
        ...{ customerId: id.customer, id: id.customerNote, words: sealed('customer_notes', 'words', id.customerNote) },
        ...{ writtenBy: by, writtenAt: shopTime },
      },
    ],
    disclosures: [
      {
        ...{
          personId: person.id,
          id: id.disclosure,
          subjectType: 'customer',
          subjectId: id.customer,
          purpose: 'service',
        },
        ...{ reason: sealed('disclosures', 'reason', id.disclosure), disclosedBy: by, disclosedAt: shopTime },
      },
    ],
    disclosure_quotas: [{ actor: by, hourBeganAt: shopTime, inHour: 1, dayBeganAt: shopTime, inDay: 1, toldAt: null }],
    legal_holds: [
      {
        ...{ id: id.legalHold, subjectType: 'order', subjectId: id.held, reason: 'claim', until: null, version: 1 },
        ...{ placedAt: shopTime, placedBy: by, releasedAt: null, releasedBy: null },
      },
    ],
  }
}

/** The events of these, and of a person who was erased. */
export function privacyEvents(id: ShopIds, erasedPersonId: string): NewRow<'events'>[] {
  const event = (
    objectType: string,
    objectId: string,
    type: string,
    data: { customerId?: string; purpose?: string } = {},
  ) => ({
    ...{ objectType, objectId, version: 1, type, actor: 'staff:1', at: shopTime, data },
    subjectId: data.customerId ?? null,
    ...{ entryId: newId(shopTime), origin: null },
  })
  return [
    event('privacy_settings', namedId(id.merchant, 'privacy_settings', ''), 'privacy_settings.changed'),
    event('consent', id.consent, 'consent.given', { customerId: id.customer }),
    event('customer_note', id.customerNote, 'customer_note.written', { customerId: id.customer }),
    event('disclosure', id.disclosure, 'personal_data.disclosed', { purpose: 'service' }),
    event('legal_hold', id.legalHold, 'legal_hold.placed'),
    event('person', erasedPersonId, 'person.erased'),
  ]
}
