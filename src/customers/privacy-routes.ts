import type { z } from 'zod'
import { DomainError } from '../platform/errors.ts'
import type { App } from '../platform/http/app.ts'
import { serveCommand, serveQuery } from '../platform/http/serve.ts'
import { type Consent, consentPurposes } from './consent.ts'
import { type consentView, listConsentsContract, recordConsentContract } from './consent-contract.ts'
import { findConsents } from './consent-store.ts'
import { discloseContacts } from './disclose-contacts.ts'
import { discloseCustomerContract } from './disclosure-contract.ts'
import { findCustomer } from './list-queries.ts'
import { findPrivacySettings } from './privacy-settings-store.ts'
import { recordConsent } from './record-consent.ts'
import { serveDisclosure } from './serve-disclosure.ts'

/** Serves what customers agreed to, and their contacts in full. */
export function serveCustomerPrivacy(app: App): void {
  serveDisclosure(app, discloseCustomerContract, async (command, { customerId, purpose, reason }) => {
    const customer = await findCustomer(command.tx, customerId)
    if (customer === undefined) throw new DomainError('not_found', 'customer_not_found')
    const subject = { type: 'customer' as const, id: customerId, contactId: customer.contactId, customerId }
    return discloseContacts(command, { purpose, reason, subjects: [subject] })
  })
  serveCommand(app, recordConsentContract, async (command, input) => view(await recordConsent(command, input)))
  serveQuery(app, listConsentsContract, async ({ tx }, { customerId }) => {
    if ((await findCustomer(tx, customerId)) === undefined) throw new DomainError('not_found', 'customer_not_found')
    const [history, { settings }] = await Promise.all([findConsents(tx, customerId), findPrivacySettings(tx)])
    const own = settings.consentPurposes.map(({ code }) => code)
    const said = history.map(({ purpose, state }) => [purpose, state] as const)
    const nobodyAsked = [...consentPurposes, ...own].map((purpose) => [purpose, 'withdrawn'] as const)
    const present = new Map([...nobodyAsked, ...said])
    return { present: [...present].map(([purpose, state]) => ({ purpose, state })), history: history.map(view) }
  })
}

function view(consent: Consent): z.input<typeof consentView> {
  return { ...consent, decidedAt: consent.decidedAt.toISOString(), recordedAt: consent.recordedAt.toISOString() }
}
