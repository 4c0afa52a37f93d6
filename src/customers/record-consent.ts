import type { Command } from '../platform/command.ts'
import { keysThatOpen } from '../platform/crypto/key-ring.ts'
import { DomainError } from '../platform/errors.ts'
import { type DomainEvent, publish } from '../platform/events.ts'
import { newId } from '../platform/ids.ts'
import { type Consent, type ConsentState, consentPurposes } from './consent.ts'
import { findPresentConsents, insertConsents } from './consent-store.ts'
import { lockCustomer } from './customer-store.ts'
import { findPrivacySettings } from './privacy-settings-store.ts'
import { sealText } from './sealed-text.ts'

/** What a customer said about one purpose. */
export type RecordConsent = {
  customerId: string
  purpose: string
  state: ConsentState
  channel: string
  noticeVersion?: string | undefined
  evidence?: string | undefined
  decidedAt?: Date | undefined
}

/**
 * Records that a customer agreed to a purpose, or took it back. The same said again, with no new evidence, changes nothing.
 * @throws DomainError `customer_not_found`, `person_erased`, `unknown_purpose`, `in_the_future`
 */
export async function recordConsent(command: Command, input: RecordConsent): Promise<Consent> {
  const { tx, now, actor, keys } = command
  const { customerId, purpose, state, channel, noticeVersion = null, evidence, decidedAt = now } = input
  const customer = await lockCustomer(tx, customerId)
  if (customer === undefined) throw new DomainError('not_found', 'customer_not_found')
  const { personId, wrappedKey } = customer
  if (wrappedKey === null) throw new DomainError('refused', 'person_erased')
  await requirePurpose(command, purpose)
  if (decidedAt > now) throw new DomainError('refused', 'in_the_future', { field: 'decidedAt' })
  const [last] = await findPresentConsents(tx, [customerId], purpose)
  const isSame = last?.state === state && last.channel === channel && last.noticeVersion === noticeVersion
  if (isSame && evidence === undefined) return last
  const id = newId(now)
  const present = await keysThatOpen(keys, tx, [wrappedKey])
  const place = { table: 'consents', column: 'evidence', rowId: id }
  const sealed = evidence === undefined ? null : sealText(present, { id: personId, wrappedKey }, evidence, place)
  const consent = {
    ...{ id, customerId, purpose, number: (last?.number ?? 0) + 1, state, channel, noticeVersion, decidedAt },
    ...{ recordedAt: now, recordedBy: actor },
  }
  await insertConsents(tx, [{ ...consent, evidence: sealed }])
  await publish(tx, [consentRecorded(consent)])
  return { ...consent, hasEvidence: sealed !== null }
}

/** Tells of a record of consent: an object of its own, with one version. */
export function consentRecorded(consent: Omit<Consent, 'hasEvidence'>): DomainEvent {
  const { id: objectId, customerId, purpose, number, state, channel, noticeVersion } = consent
  return {
    ...{ objectType: 'consent', objectId, version: 1, type: `consent.${state}` },
    ...{ actor: consent.recordedBy, at: consent.recordedAt, subjectId: customerId },
    data: { customerId, purpose, number, channel, noticeVersion },
  }
}

async function requirePurpose({ tx }: Command, purpose: string): Promise<void> {
  if ((consentPurposes as readonly string[]).includes(purpose)) return
  const { settings } = await findPrivacySettings(tx)
  if (settings.consentPurposes.some(({ code }) => code === purpose)) return
  throw new DomainError('refused', 'unknown_purpose', { field: 'purpose' })
}
