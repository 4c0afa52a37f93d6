import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { newId } from '../../src/platform/ids.ts'
import type { Scope } from '../../src/platform/scope.ts'
import { completeRequests } from '../bad-input/complete-requests.ts'
import { differences, openFingerprint } from '../bad-input/fingerprint.ts'
import type { Known } from '../bad-input/open-shop.ts'
import type { Operation } from '../bad-input/operations.ts'
import type { Answer } from '../bad-input/send.ts'
import { type TextField, valueAt, withValue } from '../bad-input/text-fields.ts'
import type { Request } from '../bad-input/valid-requests.ts'
import { assertSound } from '../support/sound.ts'
import { nowhere, wholeMerchant } from './scope-tables.ts'
import { openTwoHalves, scopeOf, type TwoHalves } from './two-halves.ts'

/** Names of ids, in a path or a body, that lie somewhere, and by which kinds of scope. */
const idKinds: Record<string, readonly ('location' | 'channel')[]> = {
  locationId: ['location'],
  fromLocationId: ['location'],
  transferId: ['location'],
  fulfillmentOrderId: ['location'],
  shipmentId: ['location'],
  orderId: ['location', 'channel'],
  paymentId: ['location', 'channel'],
  approvalId: ['location'],
  channel: ['channel'],
}

/** Named by something else than an id of `idKinds`; each has a test of its own below. */
const namedOtherwise: Record<string, string> = {
  setChannel: 'by its code in the path',
  setChannelOrderPreset: 'by its code in the path',
  placeOrders: 'by the channel of each row',
  recordTrackingEvents: 'by the tracking number of each row',
  lookUpOrders: 'by numbers of orders and parcels',
  setItemPolicy: 'by the places of its buffers, which may be left out',
  startOrderBulkJob: 'by several orders at once',
  exportOrders: 'by several orders at once',
  startLocationBulkJob: 'by several places at once',
  exportLocations: 'by several places at once',
  exportStockLevels: 'by several places at once',
  exportStockTransfers: 'by several transfers at once',
  discloseReceivers: 'by several works at once',
  createApiKey: 'by the places and channels that it is for',
  revokeApiKey: 'by the places and channels that it is for',
  inviteStaff: 'by the places and channels that somebody is for',
  changeStaff: 'by the places and channels that somebody is for',
  inviteStaffAgain: 'by the places and channels that somebody is for',
  showInvitation: 'by the places and channels that somebody is for',
  disableStaff: 'by the places and channels that somebody is for',
  enableStaff: 'by the places and channels that somebody is for',
  removeStaffSecondFactor: 'by the places and channels that somebody is for',
  endStaffSessions: 'by the places and channels that somebody is for',
}

/** Bodies that may name a foreign object. */
const mayBeForeign: Record<string, string> = {
  'createStockTransfer toLocationId': 'goods may be sent to any place',
}

/** What may name foreign places, and show nothing of them. */
const mayName: Record<string, string> = {
  listApiKeys: 'where a key may act',
  listStaff: 'where a colleague may act',
}

/** What no shop has anything for, with the refusal that tells that the door was open. */
const neverPossible: Record<string, string> = {
  // Work is released as it is made, or when its last hold ends.
  releaseFulfillmentOrder: '409 action_not_allowed',
  // Nothing takes a note back, and nobody writes files here.
  reverseBulkJob: '409 not_reversible',
  downloadExport: '409 export_not_ready',
  // It is of orders without goods, which no place has.
  renderOrderServices: '409 services_go_with_goods',
}

let halves: TwoHalves
let own: Known
let foreign: Known
let both: Scope
let count = 0

before(async () => {
  halves = await openTwoHalves()
  own = halves.own
  foreign = halves.foreign
  both = scopeOf(own)
})
after(async () => {
  await assertSound({ owner: halves.merchant.owner, drainAll: halves.drain })
  await halves.close()
})

function operation(name: string): Operation {
  return halves.operations.find((each) => each.name === name) ?? assert.fail(`no operation ${name}`)
}

/** What is not asked for by an id of one's own: of work and of what is kept, that of others, so that it shows who is narrowed. */
const askedOtherwise: Record<string, (known: Known) => Partial<Request>> = {
  findVariantByCode: (known) => ({ query: { code: known.sku?.[0] ?? '' } }),
  searchVariants: (known) => ({ query: { text: known.sku?.[0] ?? '' } }),
  listStockTotals: (known) => ({ query: { itemIds: known.itemIds?.[0] ?? '' } }),
  search: () => ({ query: { text: foreign.externalId?.[0] ?? '' } }),
  findWorkByCode: () => ({ query: { code: foreign.fulfillmentOrderId?.[0] ?? '' } }),
  listStockUses: () => ({ path: { itemId: foreign.itemId?.[0] ?? '' } }),
}

/** A request for what is of one shop, the `n`-th of its kind. */
function requestOf({ name, pathParameters }: Operation, known: Known, n: number): Request {
  const names = Object.keys(pathParameters)
  const together = known[names.join(' ')] ?? []
  const pair = names.length > 1 && together.length > 0 ? (together[n % together.length]?.split(' ') ?? []) : []
  const idOf = (each: string, index: number) => pair[index] ?? known[each]?.[n % (known[each]?.length || 1)] ?? 'x'
  return {
    path: Object.fromEntries(names.map((each, index) => [each, idOf(each, index)])),
    query: {},
    body: undefined,
    ...askedOtherwise[name]?.(known),
    ...(name === 'previewGuestErasure' && { path: { orderId: known.orderId?.at(-1) ?? '' } }),
    ...(name === 'setChannel'
      ? { path: { code: known.channel?.[0] ?? '' }, body: { name: 'Channel', source: 'web' } }
      : completeRequests[name]?.(known, 10_000 + n + 100 * ++count)),
  }
}

/** Names of a path that lie somewhere. */
const scopedPath = ({ pathParameters }: Operation) => Object.keys(pathParameters).filter((name) => name in idKinds)

/** Where a body names objects that lie somewhere. */
function scopedFields(body: unknown, path: TextField = []): TextField[] {
  if (typeof body !== 'object' || body === null) return []
  return Object.entries(body).flatMap(([name, value]) => {
    const field = [...path, Array.isArray(body) ? Number(name) : name]
    return typeof value === 'string' && (name in idKinds || name === 'toLocationId')
      ? [field]
      : scopedFields(value, field)
  })
}

/** Fields that are called as one of `idKinds`, and name nothing that lies anywhere. */
const otherwiseMeant: Record<string, string> = {
  'recordConsent channel': 'a text that says how somebody told what they decided',
  'beginOrderDraft channel': 'a text as it was typed, which is asked when the order is placed',
  'saveOrderDraft channel': 'a text as it was typed, which is asked when the order is placed',
}

/** Where the body of an operation's request names objects that lie somewhere. */
const scopedBody = (each: Operation) =>
  scopedFields(requestOf(each, own, 0).body).filter((field) => !(`${each.name} ${field.at(-1)}` in otherwiseMeant))

const isScoped = (each: Operation) => scopedPath(each).length > 0 || scopedBody(each).length > 0

/** The refusal of an answer or of its first row, without what names the request. */
function refusalOf({ status, body }: Answer): { status: number; code: unknown; field: unknown; keys: string[] } {
  const row = valueAt(body, ['results', 0, 'problem']) as object | undefined
  const problem = (row ?? body ?? {}) as { status?: unknown; code?: string; field?: string; facts?: object }
  const keys = [...Object.keys(problem), ...Object.keys(problem.facts ?? {})].sort()
  return {
    status: typeof problem.status === 'number' ? problem.status : status,
    code: problem.code,
    field: problem.field,
    keys,
  }
}

const fieldText = (field: TextField) =>
  field.reduce<string>(
    (text, part) => (typeof part === 'number' ? `${text}[${part}]` : text ? `${text}.${part}` : `${part}`),
    '',
  )

/** Callers narrowed in one way or in both, and what is not theirs. */
const callers = () => [
  { name: 'by place and channel', scope: both, kinds: ['location', 'channel'] },
  { name: 'by place', scope: { location: both.location as Set<string> }, kinds: ['location'] },
  { name: 'by channel', scope: { channel: both.channel as Set<string> }, kinds: ['channel'] },
  {
    name: 'to nothing',
    scope: { location: new Set<string>(), channel: new Set<string>() },
    kinds: ['location', 'channel'],
  },
]
const isForeign = (kinds: readonly string[], name: string) =>
  idKinds[name]?.some((kind) => kinds.includes(kind)) ?? false

describe('somebody narrowed, for what is not theirs', () => {
  it('finds it no more than what does not exist, by every path, and changes nothing', async () => {
    const fingerprint = await openFingerprint(halves.merchant.owner)
    const atFirst = await fingerprint()
    let tried = 0
    for (const { name: caller, scope, kinds } of callers()) {
      for (const each of halves.operations) {
        for (const name of scopedPath(each).filter((name) => isForeign(kinds, name))) {
          const request = requestOf(each, foreign, 0)
          const unknown = newId(new Date())
          const nothing = await halves.send(each, { ...request, path: { ...request.path, [name]: unknown } }, scope)
          for (const n of [0, 1, 2, 3, 4, 5, 8, 9, 18]) {
            const answer = await halves.send(each, requestOf(each, foreign, n), scope)
            assert.deepEqual(refusalOf(answer), refusalOf(nothing), `${caller}: ${each.name} ${name}`)
            assert.equal(answer.status, 404, `${caller}: ${each.name} ${name}: ${answer.text}`)
            tried += 1
          }
        }
      }
    }
    assert.ok(tried > 500, `only ${tried}`)
    assert.deepEqual(differences(atFirst, await fingerprint()), [])
  })

  it('is refused by the field that names it in a body, whether it exists or not', async () => {
    const fingerprint = await openFingerprint(halves.merchant.owner)
    const atFirst = await fingerprint()
    const allowed = new Set<string>()
    for (const { name: caller, scope, kinds } of callers().slice(0, 3)) {
      for (const each of halves.operations) {
        for (const field of scopedBody(each)) {
          const name = String(field.at(-1))
          const told = `${each.name} ${name}`
          if (told in mayBeForeign) allowed.add(told)
          if (told in mayBeForeign || !isForeign(kinds, name)) continue
          for (const id of [
            foreign[name]?.[0] ?? foreign.locationId?.[0],
            name === 'channel' ? 'none' : newId(new Date()),
          ]) {
            const request = requestOf(each, own, 0)
            const answer = await halves.send(each, { ...request, body: withValue(request.body, field, id) }, scope)
            const { status, code, field: named } = refusalOf(answer)
            // Work and shipments are not there; places and channels are named.
            if (status !== 404) assert.deepEqual([status, code, named], [403, 'out_of_scope', namedField(field)], told)
            else assert.equal(name, 'fulfillmentOrderId', `${caller}: ${told}: ${answer.text}`)
          }
        }
      }
    }
    assert.deepEqual([...allowed], Object.keys(mayBeForeign))
    assert.deepEqual(differences(atFirst, await fingerprint()), [])
  })

  /** The field of a row is told within the row. */
  function namedField(field: TextField): string {
    return fieldText(field[0] === 'orders' || field[0] === 'shipments' ? field.slice(2) : field)
  }

  it('may not make or change another channel, nor record a scan by a foreign number', async () => {
    const [code = ''] = foreign.channel ?? []
    for (const path of [{ code }, { code: 'new-channel' }]) {
      const body = { name: 'Mine', source: 'web' }
      const { status, code, field } = refusalOf(await halves.send(operation('setChannel'), { path, body }, both))
      assert.deepEqual([status, code, field], [403, 'out_of_scope', 'code'])
      const preset = { path, body: { preset: {} } }
      const refused = refusalOf(await halves.send(operation('setChannelOrderPreset'), preset, both))
      assert.deepEqual([refused.status, refused.code, refused.field], [403, 'out_of_scope', 'code'])
    }
    const [trackingNumber] = foreign.trackingNumber ?? []
    const scan = { carrier: 'SF', code: 'delivered', occurredAt: '2025-01-06T00:00:00Z' }
    const scans = (numbers: (string | undefined)[]) => ({
      events: numbers.map((each) => ({ ...scan, trackingNumber: each })),
    })
    const events = operation('recordTrackingEvents')
    const answer = await halves.send(events, { body: scans([trackingNumber, 'none', own.trackingNumber?.[0]]) }, both)
    const rows = (answer.body as { results: { problem?: { status: number; code: string }; shipmentId?: string }[] })
      .results
    assert.deepEqual(rows[0], rows[1])
    assert.equal(rows[0]?.problem?.code, 'shipment_not_found')
    assert.equal(rows[2]?.shipmentId, own.shipmentId?.[0])
  })

  it('finds no order that lies elsewhere by its number or its parcel', async () => {
    const { rows } = await halves.merchant.owner.query<{ id: string; number: string }>(
      'select id, number::text from orders where id = any($1)',
      [[own.orderId?.[0], foreign.orderId?.[0]]],
    )
    const numberOf = (known: Known) => rows.find(({ id }) => id === known.orderId?.[0])?.number
    const numbers = [numberOf(own), numberOf(foreign), own.trackingNumber?.[0], foreign.trackingNumber?.[0]]
    const answer = await halves.send(operation('lookUpOrders'), { body: { numbers } }, both)
    const { found, notFound } = answer.body as { found: { number: string }[]; notFound: string[] }
    assert.deepEqual(
      [found.map(({ number }) => number), notFound],
      [
        [numbers[0], numbers[2]],
        [numbers[1], numbers[3]],
      ],
    )
  })

  it('gives keys and colleagues no more than they have, and decides about none who have more', async () => {
    const fingerprint = await openFingerprint(halves.merchant.owner)
    const atFirst = await fingerprint()
    const refusedFor = async (name: string, change: Partial<Request>) => {
      const { status, code, field } = refusalOf(
        await halves.send(operation(name), { ...requestOf(operation(name), own, 0), ...change }, both),
      )
      assert.deepEqual([status, code], [403, 'out_of_scope'], `${name} ${JSON.stringify(change)}`)
      return field
    }
    for (const name of ['createApiKey', 'inviteStaff', 'changeStaff']) {
      const { body } = requestOf(operation(name), own, 0)
      for (const field of ['locationIds', 'channels']) {
        const others = foreign[field]?.slice(0, 1)
        for (const given of [null, others, [...(own[field] ?? []), ...(others ?? [])]]) {
          assert.equal(await refusedFor(name, { body: withValue(body, [field], given) }), field)
        }
      }
    }
    const about = [
      'inviteStaffAgain',
      'showInvitation',
      'changeStaff',
      'disableStaff',
      'enableStaff',
      'removeStaffSecondFactor',
    ]
    const staffId = foreign.staffId?.at(-1) ?? ''
    for (const name of [...about, 'endStaffSessions']) await refusedFor(name, { path: { staffId } })
    await refusedFor('revokeApiKey', { path: { keyId: foreign.keyId?.[0] ?? '' } })
    assert.deepEqual(differences(atFirst, await fingerprint()), [])
  })

  it('finds no refund of a foreign order that waits for approval, and those of their own', async () => {
    const ask = async (paymentId: string | undefined) => {
      const answer = await halves.app.fastify.inject({
        ...{ method: 'POST', url: `/api/v1/payments/${paymentId}/refunds`, payload: { amount: 1, reason: 'Late' } },
        headers: { cookie: `__Host-yidan=${halves.person.token}`, 'sec-fetch-site': 'same-origin' },
      })
      assert.equal(answer.statusCode, 202, answer.body)
      return (answer.json() as { id: string }).id
    }
    const [theirs, others] = [await ask(own.paymentId?.[1]), await ask(foreign.paymentId?.[1])]
    const about = (name: string, approvalId: string, scope?: Scope) =>
      halves.send(operation(name), { path: { approvalId }, body: name === 'getApproval' ? undefined : {} }, scope)
    for (const { scope } of callers().slice(0, 3)) {
      for (const name of ['getApproval', 'approve', 'decline']) {
        const { status, code } = refusalOf(await about(name, others, scope))
        assert.deepEqual([status, code], [404, 'approval_not_found'], name)
      }
      assert.equal((await about('getApproval', theirs, scope)).status, 200)
      const { text } = await halves.send(operation('listApprovals'), { query: { kind: 'refund' } }, scope)
      assert.deepEqual([text.includes(theirs), text.includes(others)], [true, false])
    }
    assert.equal((await about('getApproval', others)).status, 200)
  })

  it('sees no receiver of foreign work among those of their own', async () => {
    const ids = [foreign, own].map(({ fulfillmentOrderId = [] }) => fulfillmentOrderId[0])
    const body = { purpose: 'delivery', fulfillmentOrderIds: [...ids, newId(new Date())] }
    const answer = await halves.send(operation('discloseReceivers'), { body }, both)
    const rows = (answer.body as { results: { problem?: { code: string } }[] }).results
    const codes = rows.map(({ problem }) => problem?.code)
    assert.deepEqual(codes, ['fulfillment_order_not_found', undefined, 'fulfillment_order_not_found'])
  })

  it('has no act asked for on foreign orders, nor a file of them', async () => {
    const ids = [foreign, own].map(({ orderId = [] }) => orderId[0] ?? '')
    const [theirs, mine] = ids
    const action = { name: 'note', input: { text: 'Seen' } }
    for (const { scope } of callers().slice(0, 3)) {
      const started = await halves.send(
        operation('startOrderBulkJob'),
        { body: { selection: { orderIds: ids }, action } },
        scope,
      )
      const { id: jobId } = started.body as { id: string }
      const { body } = await halves.send(operation('listBulkRows'), { path: { jobId } }, scope)
      const rows = (body as { items: { objectId: string; label: string | null }[] }).items
      assert.deepEqual(
        rows.map(({ objectId, label }) => [objectId, label !== null]),
        [
          [theirs, false],
          [mine, true],
        ],
      )
      const file = { selection: { filter: {} }, columns: [{ key: 'number', title: 'Number' }], format: 'csv' }
      const counts = [scope, undefined].map(async (each) => {
        const answer = await halves.send(operation('exportOrders'), { body: file }, each)
        return (answer.body as { total: number }).total
      })
      const [some = 0, all = 0] = await Promise.all(counts)
      assert.ok(some > 0 && some < all, `${some} of ${all}`)
    }
  })

  it('has no act asked for on foreign places, nor a file of them', async () => {
    const ids = [foreign, own].map(({ locationId = [] }) => locationId[0] ?? '')
    const scope = { location: new Set([ids[1] ?? '']) }
    const action = { name: 'reopen', input: {} }
    const started = await halves.send(
      operation('startLocationBulkJob'),
      { body: { selection: { ids }, action } },
      scope,
    )
    const { id: jobId } = started.body as { id: string }
    const { body } = await halves.send(operation('listBulkRows'), { path: { jobId } }, scope)
    const rows = (body as { items: { objectId: string; label: string | null }[] }).items
    assert.deepEqual(
      ids.map((id) => rows.find(({ objectId }) => objectId === id)?.label !== null),
      [false, true],
    )
    const file = { selection: { filter: {} }, columns: [{ key: 'name', title: 'Name' }], format: 'csv' }
    const answer = await halves.send(operation('exportLocations'), { body: file }, scope)
    assert.equal((answer.body as { total: number }).total, 1)
  })

  it('may set the buffers of their own places, and nothing that holds for all', async () => {
    const setItemPolicy = operation('setItemPolicy')
    const path = { itemId: own.itemId?.[0] ?? '' }
    const quantityAt = (locationId: string | undefined, quantity: number) => [{ locationId, quantity }]
    const policy = { shortagePolicy: 'hold', oversellLimit: 1 }
    const foreignPlace = foreign.locationId?.[0]
    await halves.send(setItemPolicy, { path, body: { ...policy, safetyStock: quantityAt(foreignPlace, 7) } })
    const refused = async (body: object) => refusalOf(await halves.send(setItemPolicy, { path, body }, both))
    assert.deepEqual((await refused({ ...policy, oversellLimit: 2 })).field, 'oversellLimit')
    assert.deepEqual((await refused({ ...policy, shortagePolicy: null, oversellLimit: 0 })).field, 'shortagePolicy')
    assert.equal((await refused({ ...policy, safetyStock: quantityAt(foreignPlace, 0) })).code, 'out_of_scope')
    const body = { ...policy, safetyStock: quantityAt(own.locationId?.[0], 3) }
    assert.equal((await halves.send(setItemPolicy, { path, body }, both)).status, 200)
    const { body: item } = await halves.send(operation('getItemStock'), { path })
    const levels = (item as { levels: { locationId: string; safetyStock: number }[] }).levels
    const bufferAt = (id: string | undefined) => levels.find(({ locationId }) => locationId === id)?.safetyStock
    assert.deepEqual([bufferAt(foreignPlace), bufferAt(own.locationId?.[0])], [7, 3])
  })
})

describe('every operation', () => {
  /** Ids of one shop that lie somewhere. */
  const idsOf = (known: Known) =>
    ['locationId', 'transferId', 'fulfillmentOrderId', 'shipmentId', 'orderId', 'paymentId'].flatMap(
      (name) => known[name] ?? [],
    )

  it('that reads shows nothing that is not the caller’s, by any filter, and is known to be narrowed or not', async () => {
    const reading = halves.operations.filter(({ method }) => method === 'GET')
    const notTheirs = idsOf(foreign)
    const same: string[] = []
    for (const each of reading) {
      const request = requestOf(each, own, 0)
      const filters = Object.keys(each.queryParameters)
        .filter((name) => !each.requiredQuery.includes(name))
        .flatMap((name) => (foreign[name] ?? []).slice(0, 3).map((value) => ({ [name]: value })))
      for (const filter of [{}, ...filters]) {
        const { status, text } = await halves.send(each, { ...request, query: { ...request.query, ...filter } }, both)
        const expected = each.name in wholeMerchant ? 403 : Number(neverPossible[each.name]?.slice(0, 3) ?? 200)
        assert.equal(status, expected, `${each.name} ${JSON.stringify(filter)}: ${text}`)
        const unknowable =
          each.name in mayName ? notTheirs.filter((id) => !foreign.locationId?.includes(id)) : notTheirs
        const shown = unknowable.filter((id) => text.includes(id) && !JSON.stringify(filter).includes(id))
        assert.deepEqual(shown, [], `${each.name} ${JSON.stringify(filter)}`)
      }
      const [narrowed, whole] = [await halves.send(each, request, both), await halves.send(each, request)]
      if (scopedPath(each).length === 0 && narrowed.text === whole.text) same.push(each.name)
    }
    const expected = reading.map(({ name }) => name).filter((name) => name in nowhere)
    assert.deepEqual(same.sort(), expected.sort())
  })

  it('that writes either lies somewhere, or is listed as one that does not', () => {
    const listed = { ...wholeMerchant, ...nowhere, ...namedOtherwise }
    const writing = halves.operations.filter(({ method }) => method !== 'GET')
    const unlisted = writing.filter((each) => !isScoped(each) && !(each.name in listed)).map(({ name }) => name)
    assert.deepEqual(unlisted, [])
    const names = new Set(halves.operations.map(({ name }) => name))
    const needless = Object.keys({ ...wholeMerchant, ...nowhere }).filter(
      (name) => !names.has(name) || isScoped(operation(name)),
    )
    assert.deepEqual(needless, [])
    for (const name of Object.keys(namedOtherwise)) assert.ok(names.has(name), name)
  })

  it('that concerns the whole merchant is refused to who is narrowed', async () => {
    for (const name of Object.keys(wholeMerchant)) {
      for (const { scope } of callers().slice(0, name === 'createLocation' ? 2 : 3)) {
        const answer = await halves.send(operation(name), requestOf(operation(name), own, 0), scope)
        assert.deepEqual([answer.status, refusalOf(answer).code], [403, 'out_of_scope'], `${name}: ${answer.text}`)
      }
    }
  })

  it('succeeds for who is narrowed, on what is theirs', async () => {
    for (const each of halves.operations.filter(({ name }) => !(name in wholeMerchant))) {
      if (each.name === 'setItemPolicy') await halves.send(each, requestOf(each, own, 0))
      const refusals = new Set<string>()
      let isDone = false
      for (let n = 0; n < 40 && !isDone; n++) {
        const answer = await halves.send(each, requestOf(each, own, n), both)
        const { status, code } = refusalOf(answer)
        isDone = answer.status < 300 && status < 300
        if (!isDone) refusals.add(`${status} ${String(code)}`)
      }
      const wasLetIn = neverPossible[each.name]
      if (wasLetIn !== undefined) assert.ok(!isDone && refusals.has(wasLetIn), each.name)
      else assert.ok(isDone, `${each.name}: ${[...refusals].join(', ')}`)
    }
  })
})
