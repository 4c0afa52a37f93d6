import type { z } from 'zod'
import type { PersonalDataHolder } from '../customers/personal-holder.ts'
import { findPrivacySettings } from '../customers/privacy-settings-store.ts'
import { setPrivacySettings } from '../customers/set-privacy-settings.ts'
import { requireOrderWithin } from '../orders/order-scope-queries.ts'
import type { Outcome } from '../platform/batch.ts'
import { type QueryContext, runCommand } from '../platform/command.ts'
import type { App, Principal } from '../platform/http/app.ts'
import { serveCall, serveCommand, serveQuery } from '../platform/http/serve.ts'
import { requireEverywhere, type Scoped } from '../platform/scope.ts'
import * as contracts from './contract.ts'
import { previewRetention } from './erase-due.ts'
import { eraseSubject } from './erase-subject.ts'
import { isErasable } from './erasure.ts'
import { csvFilesOf } from './export-csv.ts'
import { exportPerson, type PersonalDataCopy } from './export-person.ts'
import type { HeldSubject, LegalHold } from './legal-hold.ts'
import { placeLegalHold } from './place-legal-hold.ts'
import { releaseLegalHold } from './release-legal-hold.ts'
import { findObstacles, findSubject } from './subject-store.ts'

/** Serves copies, erasure and holds of personal data, over everything that `holders` hold. */
export function servePrivacy(app: App, holders: readonly PersonalDataHolder[]): void {
  serveQuery(app, contracts.findPrivacySettingsContract, ({ tx }) => findPrivacySettings(tx))
  serveCommand(app, contracts.setPrivacySettingsContract, async (command, settings) => {
    // They hold for all whom the merchant knows.
    requireEverywhere(command.scope)
    return setPrivacySettings(command, settings)
  })
  serveQuery(app, contracts.previewRetentionContract, previewRetention)
  serveExports(app, holders)
  serveErasure(app, holders)
  serveHolds(app)
}

const customer = (id: string): HeldSubject => ({ type: 'customer', id })
const order = (id: string): HeldSubject => ({ type: 'order', id })

/**
 * Asks whether the caller may decide about a subject: of who is narrowed only about an order of theirs, since a customer's
 * orders may lie anywhere.
 * @throws DomainError `not_found`, `out_of_scope`
 */
async function within(asking: Scoped, subject: HeldSubject): Promise<HeldSubject> {
  if (subject.type === 'order') await requireOrderWithin(asking, subject.id)
  else requireEverywhere(asking.scope)
  return subject
}

/** A copy is kept under no idempotency key. */
function serveExports(app: App, holders: readonly PersonalDataHolder[]): void {
  const copy = async (principal: Principal, subject: HeldSubject, format: 'json' | 'csv') => {
    const outcome = await runCommand(app.runtime, principal, async (command) =>
      exportPerson(command, holders, await within(command, subject)),
    )
    return { status: 201, body: viewCopy(outcome, format) }
  }
  serveCall(app, contracts.exportCustomerContract, ({ principal, input }) =>
    copy(principal, customer(input.customerId), input.format),
  )
  serveCall(app, contracts.exportGuestContract, ({ principal, input }) =>
    copy(principal, order(input.orderId), input.format),
  )
}

function serveErasure(app: App, holders: readonly PersonalDataHolder[]): void {
  const preview = async ({ tx, now, scope }: QueryContext, wanted: HeldSubject) => {
    const subject = await findSubject(tx, await within({ tx, scope }, wanted))
    const { legalHolds, ...orders } = await findObstacles(tx, subject, now)
    return {
      ...{ erasable: isErasable({ ...orders, legalHolds }), people: subject.personIds.length },
      ...{ orders: subject.orderIds.length, ...orders, legalHolds: legalHolds.map(viewHold) },
    }
  }
  serveQuery(app, contracts.previewCustomerErasureContract, (query, { customerId }) =>
    preview(query, customer(customerId)),
  )
  serveQuery(app, contracts.previewGuestErasureContract, (query, { orderId }) => preview(query, order(orderId)))
  serveCommand(app, contracts.eraseCustomerContract, async (command, { customerId, ground }) => {
    const { counts } = await eraseSubject(command, holders, {
      subject: await within(command, customer(customerId)),
      ground,
    })
    return { counts }
  })
  serveCommand(app, contracts.eraseGuestContract, async (command, { orderId, ground }) => {
    const { counts } = await eraseSubject(command, holders, { subject: await within(command, order(orderId)), ground })
    return { counts }
  })
}

function serveHolds(app: App): void {
  serveCommand(app, contracts.holdCustomerDataContract, async (command, { customerId, reason, until }) =>
    viewHold(await placeLegalHold(command, { subject: await within(command, customer(customerId)), reason, until })),
  )
  serveCommand(app, contracts.holdOrderDataContract, async (command, { orderId, reason, until }) =>
    viewHold(await placeLegalHold(command, { subject: await within(command, order(orderId)), reason, until })),
  )
  serveCommand(app, contracts.releaseCustomerDataContract, async (command, { customerId }) =>
    viewHold(await releaseLegalHold(command, await within(command, customer(customerId)))),
  )
  serveCommand(app, contracts.releaseOrderDataContract, async (command, { orderId }) =>
    viewHold(await releaseLegalHold(command, await within(command, order(orderId)))),
  )
}

function viewCopy(outcome: Outcome<PersonalDataCopy>, format: 'json' | 'csv') {
  if ('refusal' in outcome) throw outcome.refusal
  const { id, at, subject, sections } = outcome.value
  return {
    ...{ exportId: id, exportedAt: at.toISOString(), subjectType: subject.type, subjectId: subject.id },
    sections: format === 'json' ? sections : null,
    files: format === 'csv' ? csvFilesOf(sections) : null,
  }
}

/** Without its reason, which may name people: an answer is kept under its key. */
function viewHold(hold: LegalHold): z.input<typeof contracts.legalHoldView> {
  const { id, subjectType, subjectId, until, version, placedAt, placedBy } = hold
  const moments = { until: until?.toISOString() ?? null, placedAt: placedAt.toISOString() }
  return { id, subjectType, subjectId, version, placedBy, ...moments }
}
