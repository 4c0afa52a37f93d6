import type { z } from 'zod'
import type { PersonalDataHolder } from '../customers/personal-holder.ts'
import { findPrivacySettings } from '../customers/privacy-settings-store.ts'
import { setPrivacySettings } from '../customers/set-privacy-settings.ts'
import type { Outcome } from '../platform/batch.ts'
import { type Command, type QueryContext, runCommand } from '../platform/command.ts'
import type { App, Principal } from '../platform/http/app.ts'
import { decodeCursor, idForm, pageFrom } from '../platform/http/lists.ts'
import { serveCall, serveCommand, serveQuery } from '../platform/http/serve.ts'
import { requireEverywhere } from '../platform/scope.ts'
import * as contracts from './contract.ts'
import { previewRetention } from './erase-due.ts'
import { eraseSubject } from './erase-subject.ts'
import { type ErasureGround, isErasable } from './erasure.ts'
import { csvFilesOf } from './export-csv.ts'
import { exportPerson, type PersonalDataCopy } from './export-person.ts'
import type { HeldSubject, LegalHold } from './legal-hold.ts'
import { listLegalHolds } from './legal-hold-store.ts'
import { type PlaceLegalHold, placeLegalHold } from './place-legal-hold.ts'
import { releaseLegalHold } from './release-legal-hold.ts'
import { requireSubjectWithin } from './subject-scope.ts'
import { findObstacles, findSubject } from './subject-store.ts'

/** Serves copies, erasure and holds of personal data, over everything that `holders` hold. */
export function servePrivacy(app: App, holders: readonly PersonalDataHolder[]): void {
  serveQuery(app, contracts.findPrivacySettingsContract, ({ tx }) => findPrivacySettings(tx))
  serveCommand(app, contracts.setPrivacySettingsContract, (command, settings) => {
    requireEverywhere(command.scope)
    return setPrivacySettings(command, settings)
  })
  serveQuery(app, contracts.previewRetentionContract, (query) => {
    requireEverywhere(query.scope)
    return previewRetention(query)
  })
  serveExports(app, holders)
  serveErasure(app, holders)
  serveHolds(app)
}

const customer = (id: string): HeldSubject => ({ type: 'customer', id })
const order = (id: string): HeldSubject => ({ type: 'order', id })

/** A copy is kept under no idempotency key. */
function serveExports(app: App, holders: readonly PersonalDataHolder[]): void {
  const copy = async (principal: Principal, subject: HeldSubject, format: 'json' | 'csv') => {
    const outcome = await runCommand(app.runtime, principal, async (command) => {
      await requireSubjectWithin(command, subject)
      return exportPerson(command, holders, subject)
    })
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
  const preview = async (query: QueryContext, wanted: HeldSubject) => {
    const { tx, now } = query
    await requireSubjectWithin(query, wanted)
    const subject = await findSubject(tx, wanted)
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
  const erase = async (command: Command, subject: HeldSubject, ground: ErasureGround) => {
    await requireSubjectWithin(command, subject)
    const { counts } = await eraseSubject(command, holders, { subject, ground })
    return { counts }
  }
  serveCommand(app, contracts.eraseCustomerContract, (command, { customerId, ground }) =>
    erase(command, customer(customerId), ground),
  )
  serveCommand(app, contracts.eraseGuestContract, (command, { orderId, ground }) =>
    erase(command, order(orderId), ground),
  )
}

function serveHolds(app: App): void {
  serveQuery(app, contracts.listLegalHoldsContract, async ({ tx, scope, now }, { limit, after }) => {
    requireEverywhere(scope)
    const [place] = decodeCursor(after, idForm) ?? []
    const holds = await listLegalHolds(tx, { limit: limit + 1, after: place, now })
    const { items, next } = pageFrom(holds, limit, ({ id }) => [id])
    const named = items.map((hold) => ({
      ...viewHold(hold),
      orderNumber: hold.orderNumber,
      customerCode: hold.customerCode,
    }))
    return { items: named, next }
  })
  const place = async (command: Command, wanted: PlaceLegalHold) => {
    await requireSubjectWithin(command, wanted.subject)
    return viewHold(await placeLegalHold(command, wanted))
  }
  const release = async (command: Command, subject: HeldSubject) => {
    await requireSubjectWithin(command, subject)
    return viewHold(await releaseLegalHold(command, subject))
  }
  serveCommand(app, contracts.holdCustomerDataContract, (command, { customerId, reason, until }) =>
    place(command, { subject: customer(customerId), reason, until }),
  )
  serveCommand(app, contracts.holdOrderDataContract, (command, { orderId, reason, until }) =>
    place(command, { subject: order(orderId), reason, until }),
  )
  serveCommand(app, contracts.releaseCustomerDataContract, (command, { customerId }) =>
    release(command, customer(customerId)),
  )
  serveCommand(app, contracts.releaseOrderDataContract, (command, { orderId }) => release(command, order(orderId)))
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
