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
  channel: ['channel'],
}

/** What concerns the whole merchant: refused to who is narrowed at all, whatever they name. */
const wholeMerchant: Record<string, string> = {
  createApiKey: 'a key may act everywhere',
  createLocation: 'a new place is in nobody’s scope',
  setOrderSettings: 'they hold for every order of every place',
  listDeadLetters: 'they are of every object of the merchant',
  retryDeadLetters: 'it works on every object of the merchant',
}

/** What lies nowhere: one for all places and channels. */
const nowhere: Record<string, string> = {
  getMerchant: 'one for all',
  listApiKeys: 'keys are of the merchant',
  revokeApiKey: 'keys are of the merchant',
  createProduct: 'the catalog is one for all',
  createProducts: 'the catalog is one for all',
  listProducts: 'the catalog is one for all',
  getProduct: 'the catalog is one for all',
  changeProduct: 'the catalog is one for all',
  archiveProduct: 'the catalog is one for all',
  findVariantByCode: 'the catalog is one for all',
  setPrices: 'prices are one for all',
  listTaxRates: 'taxes are one for all',
  setTaxRate: 'taxes are one for all',
  createCustomer: 'customers are of the merchant, not of a shop',
  listCustomers: 'customers are of the merchant, not of a shop',
  getCustomer: 'customers are of the merchant, not of a shop',
  changeCustomer: 'customers are of the merchant, not of a shop',
  findOrderSettings: 'whoever takes orders reads how they are taken',
}

/** Named by something else than an id of `idKinds`; each has a test of its own below. */
const namedOtherwise: Record<string, string> = {
  setChannel: 'by its code in the path',
  placeOrders: 'by the channel of each row',
  recordTrackingEvents: 'by the tracking number of each row',
  setItemPolicy: 'by the places of its buffers, which may be left out',
}

/** Bodies that may name a foreign object. */
const mayBeForeign: Record<string, string> = {
  'createStockTransfer toLocationId': 'goods may be sent to any place',
}

/** What no shop has anything for, with the refusal that tells that the door was open. */
const neverPossible: Record<string, string> = {
  // Work is released as it is made, or when its last hold ends.
  releaseFulfillmentOrder: '409 action_not_allowed',
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

/** A request for what is of one shop, the `n`-th of its kind. */
function requestOf({ name, pathParameters }: Operation, known: Known, n: number): Request {
  const names = Object.keys(pathParameters)
  const together = known[names.join(' ')] ?? []
  const pair = names.length > 1 && together.length > 0 ? (together[n % together.length]?.split(' ') ?? []) : []
  const idOf = (each: string, index: number) => pair[index] ?? known[each]?.[n % (known[each]?.length || 1)] ?? 'x'
  return {
    path: Object.fromEntries(names.map((each, index) => [each, idOf(each, index)])),
    query: name === 'findVariantByCode' ? { code: known.sku?.[0] ?? '' } : {},
    body: undefined,
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

const isScoped = (each: Operation) =>
  scopedPath(each).length > 0 || scopedFields(requestOf(each, own, 0).body).length > 0

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
        for (const field of scopedFields(requestOf(each, own, 0).body)) {
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
        const isRefused = each.name in wholeMerchant
        assert.equal(status, isRefused ? 403 : 200, `${each.name} ${JSON.stringify(filter)}: ${text}`)
        const shown = notTheirs.filter((id) => text.includes(id) && !JSON.stringify(filter).includes(id))
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
