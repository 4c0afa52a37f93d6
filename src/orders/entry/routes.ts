import type { Contact } from '../../customers/contact.ts'
import { findContacts, tellBrokenTo } from '../../customers/contact-queries.ts'
import { findCustomersByIds } from '../../customers/customer-queries.ts'
import { maskContact } from '../../customers/masking.ts'
import { runQuery } from '../../platform/command.ts'
import type { App, Principal } from '../../platform/http/app.ts'
import { decodeCursor, idForm, pageFrom } from '../../platform/http/lists.ts'
import { serveCall, serveCommand } from '../../platform/http/serve.ts'
import { isWithin } from '../../platform/scope.ts'
import type { Intake } from '../intake/place-orders.ts'
import { channelScope } from '../order.ts'
import { findReceivers } from '../order-queries.ts'
import { findOrdersWithin } from '../order-scope-queries.ts'
import * as contracts from './contract.ts'
import { findOpenDrafts, openDrafts } from './draft-store.ts'
import { discardDraft } from './end-drafts.ts'
import type { DraftRow, OrderDraft } from './order-draft.ts'
import { type PresetKind, type PresetRow, resolvePresets } from './order-preset.ts'
import { findPresets, type PresetSubject } from './preset-store.ts'
import { createQuoting } from './quoting.ts'
import { repeatOrder } from './repeat-order.ts'
import { beginDraft, draftNotFound, rewriteDraft } from './save-draft.ts'
import { setPreset } from './set-preset.ts'

/** Serves what writing an order needs before it is placed. */
export function serveEntry(app: App, intake: Intake): void {
  serveAnswers(app, intake)
  serveDrafts(app)
  servePresets(app)
}

function serveAnswers(app: App, intake: Intake): void {
  const { quote, search } = createQuoting(intake)
  serveCall(app, contracts.quoteOrderContract, async ({ principal, input }) => ({
    status: 200,
    body: await quote(principal, input),
  }))
  serveCall(app, contracts.searchVariantsContract, async ({ principal, input }) => ({
    status: 200,
    body: await search(principal, input),
  }))
  serveCall(app, contracts.parseAddressContract, async ({ input }) => {
    // Its regions of China take 110 MB and a third of a second: they come with the first address.
    const { parseAddressBlock } = await import('./address-block.ts')
    return { status: 200, body: parseAddressBlock(input.text) }
  })
}

function serveDrafts(app: App): void {
  const { runtime } = app
  serveCommand(app, contracts.beginDraftContract, async (command, { draft }) => saved(await beginDraft(command, draft)))
  serveCommand(app, contracts.saveDraftContract, async (command, input) => saved(await rewriteDraft(command, input)))
  serveCommand(app, contracts.discardDraftContract, async (command, input) => saved(await discardDraft(command, input)))
  serveCommand(app, contracts.repeatOrderContract, async (command, input) => saved(await repeatOrder(command, input)))
  serveCall(app, contracts.findDraftContract, async ({ principal, input }) => ({
    status: 200,
    body: await runQuery(runtime, principal, async ({ tx, keys }) => {
      const [row] = await findOpenDrafts(tx, { owner: principal.actor, id: input.draftId })
      if (row === undefined) throw draftNotFound()
      return { ...saved(row), draft: (await openDrafts({ tx, keys }, [row])).get(row.id) }
    }),
  }))
  serveCall(app, contracts.listDraftsContract, async ({ principal, input: { limit, after } }) => ({
    status: 200,
    body: await runQuery(runtime, principal, async ({ tx, keys }) => {
      const [lastId] = decodeCursor(after, idForm) ?? []
      const page = { limit: limit + 1, after: lastId }
      const { items, next } = pageFrom(await findOpenDrafts(tx, { owner: principal.actor }, page), limit, ({ id }) => [
        id,
      ])
      const drafts = await openDrafts({ tx, keys }, items)
      const known = await findKnownContacts({ ...principal, tx, keys }, [...drafts.values()])
      return {
        items: items.map((row) => ({
          ...saved(row),
          ...{ channel: row.channel, customerId: row.customerId, lines: row.lines },
          receiver: maskedReceiver(drafts.get(row.id) as OrderDraft, known),
        })),
        next,
      }
    }),
  }))

  type Reading = Pick<Parameters<Parameters<typeof runQuery>[2]>[0], 'tx' | 'keys'> & Pick<Principal, 'may' | 'scope'>

  /** Of whom a draft names, those whom its owner may see: anybody's id can be written into it. */
  async function findKnownContacts(
    { tx, keys, may, scope }: Reading,
    drafts: readonly OrderDraft[],
  ): Promise<Map<string, Contact>> {
    const customerIds = may('customers.read') ? drafts.flatMap(({ shipToCustomerId }) => shipToCustomerId ?? []) : []
    const named = may('orders.read') ? drafts.flatMap(({ shipToOrderId }) => shipToOrderId ?? []) : []
    const orderIds = [...(await findOrdersWithin({ tx, scope }, named))]
    const [customers, orders] = await Promise.all([findCustomersByIds(tx, customerIds), findReceivers(tx, orderIds)])
    const subjects = [...customers, ...orders]
    const contactIds = subjects.map(({ contactId }) => contactId)
    const contacts = await findContacts(tx, keys, contactIds, tellBrokenTo(runtime.logger))
    return new Map(
      subjects.flatMap(({ id, contactId }) => {
        const contact = contacts.get(contactId)
        return contact === undefined ? [] : [[id, contact]]
      }),
    )
  }
}

function maskedReceiver(draft: OrderDraft, known: ReadonlyMap<string, Contact>) {
  const { contact, shipToCustomerId, shipToOrderId } = draft
  const found = known.get(shipToCustomerId ?? shipToOrderId ?? '')
  if (found !== undefined) return maskContact(found)
  const typed = Object.fromEntries(Object.entries(contact ?? {}).filter(([, value]) => value !== ''))
  if (Object.keys(typed).every((part) => part === 'country')) return null
  return maskContact({ name: '', country: 'CN', ...typed })
}

function saved({ id, version, status, savedAt, expiresAt }: DraftRow) {
  return { id, version, status, savedAt: savedAt.toISOString(), expiresAt: expiresAt.toISOString() }
}

function servePresets(app: App): void {
  serveCall(app, contracts.listPresetsContract, async ({ principal, input: { channel, customerId } }) => ({
    status: 200,
    body: await runQuery(app.runtime, principal, async ({ tx }) => {
      const subjects: PresetSubject[] = [
        { kind: 'person', subject: principal.actor },
        // A channel that is not theirs has nothing to say to them, as one that does not exist.
        ...(channel !== undefined && isWithin(principal.scope, channelScope, channel)
          ? [{ kind: 'channel' as const, subject: channel }]
          : []),
        ...(customerId === undefined ? [] : [{ kind: 'customer' as const, subject: customerId }]),
      ]
      const rows = await findPresets(tx, subjects)
      const of = (kind: PresetKind) => rows.find((row) => row.kind === kind)
      const presets = { person: of('person'), channel: of('channel'), customer: of('customer') }
      const { values } = resolvePresets({
        ...{ person: presets.person?.preset, channel: presets.channel?.preset },
        customer: presets.customer?.preset,
      })
      const kept = (row: PresetRow | undefined) =>
        row === undefined ? null : { preset: row.preset, version: row.version }
      return {
        presets: { person: kept(presets.person), channel: kept(presets.channel), customer: kept(presets.customer) },
        values,
      }
    }),
  }))
  serveCommand(app, contracts.setOwnPresetContract, async (command, { preset }) =>
    setPreset(command, { kind: 'person', subject: command.actor }, preset),
  )
  serveCommand(app, contracts.setChannelPresetContract, async (command, { code, preset }) =>
    setPreset(command, { kind: 'channel', subject: code }, preset),
  )
  serveCommand(app, contracts.setCustomerPresetContract, async (command, { customerId, preset }) =>
    setPreset(command, { kind: 'customer', subject: customerId }, preset),
  )
}
