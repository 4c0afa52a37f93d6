import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, describe, it } from 'node:test'
import type { z } from 'zod'
import { fieldPath, problemOfParseError } from '../../src/platform/http/problem.ts'
import { completeRequests } from './complete-requests.ts'
import { faultsOfAnswer } from './judge.ts'
import { callerOf, type Known } from './open-shop.ts'
import type { Operation } from './operations.ts'
import { type Answer, send } from './send.ts'
import { type TextField, textFieldsOf, textsByName, valueAt, withValue } from './text-fields.ts'
import { openTwoShops, type TwoShops } from './two-shops.ts'
import type { Request } from './valid-requests.ts'

const list = JSON.parse(readFileSync(new URL('blns.json', import.meta.url), 'utf8')) as string[]
/** Some stand there twice. */
const naughty = [...new Set(list)]

/** Operations for one object take every so manieth string, each operation others; bulk operations take all. */
const stride = 12

let shops: TwoShops
let known: Known
let operations: Map<string, Operation>

before(async () => {
  shops = await openTwoShops()
  known = { ...shops.own.known }
  operations = new Map(shops.operations.map((operation) => [operation.name, operation]))
})
after(() => shops.close())

function operationOf(name: string): Operation {
  const operation = operations.get(name)
  if (operation === undefined) throw new Error(`no operation ${name}`)
  return operation
}

function schemaOf(name: string): z.ZodType {
  const body: z.ZodType | undefined = shops.app.contracts.find(({ operation }) => operation === name)?.body
  if (body === undefined) throw new Error(`${name} has no body`)
  return body
}

function requestOf(name: string, n: number): Request {
  return { path: {}, query: {}, body: undefined, ...completeRequests[name]?.(known, n) }
}

async function answerOf(name: string, request: Request): Promise<Answer> {
  const operation = operationOf(name)
  const answer = await send({ app: shops.app, ...shops.own }, operation, request)
  const faults = [...faultsOfAnswer(operation, shops.problem, answer), ...shops.faults.splice(0)]
  assert.deepEqual(faults, [], `${name} ${JSON.stringify(request).slice(0, 1000)}`)
  return answer
}

const get = async (path: string) => (await callerOf(shops.app, shops.own.key)('GET', path)).body

/** What is there to read at a path; of a customer or an order the whole contact too. */
async function readAt(path: string): Promise<unknown[]> {
  const isOfPerson = /^\/(?:customers|orders)\/[^/]+$/.test(path)
  const disclose = () => callerOf(shops.app, shops.own.key)('POST', `${path}/disclosures`, { purpose: 'other' })
  return [await get(path), isOfPerson ? (await disclose()).body : {}]
}

/** The body with the string in every text field that takes it, and those fields. */
function filled(
  name: string,
  body: unknown,
  text: string,
  isLeft: (field: TextField) => boolean = () => false,
): Filled {
  const fields = textFieldsOf(operationOf(name).body ?? {}, body)
    .filter((field) => !isLeft(field))
    .filter((field) => takes(name, body, field, text))
  return { body: fields.reduce((made, field) => withValue(made, field, text), body), fields, text }
}

const taken = new Map<string, boolean>()

/** Whether a field of an operation takes a text; asked once, for it depends on nothing else. */
function takes(name: string, body: unknown, field: TextField, text: string): boolean {
  const question = JSON.stringify([name, field, text])
  const known = taken.get(question)
  if (known !== undefined) return known
  const answer = schemaOf(name).safeParse(withValue(body, field, text)).success
  taken.set(question, answer)
  return answer
}

/** Nothing that was taken is missing or changed in what is read back. */
function assertKept(fields: TextField[], text: string, read: unknown): void {
  const texts = textsByName(read)
  for (const field of fields) {
    const name = String(field.findLast((step) => typeof step === 'string'))
    const kept = texts.get(readAs[name] ?? name)
    assert.ok(kept?.has(text), `${fieldPath(field)} does not come back as ${JSON.stringify(text)}`)
  }
}

/** What a field is called where it is read. */
const readAs: Record<string, string> = { note: 'text' }

describe('every string of the list', () => {
  it('is taken as it is, or refused with the name of its field, by every text field of every operation', () => {
    let count = 0
    for (const { name, body: schema } of shops.operations) {
      if (schema === undefined) continue
      const { body } = requestOf(name, 0)
      for (const field of textFieldsOf(schema, body)) {
        count += 1
        for (const text of naughty) assertTakenOrNamed(name, body, field, text)
      }
    }
    assert.ok(count > 80, `only ${count} fields`)
  })

  it('is the name of a product and of all that it has', async () => {
    const made = naughty.map((text, n) => {
      const [product] = (requestOf('createProducts', n).body as { products: object[] }).products
      return filled('createProduct', product, text, isKnownCode)
    })
    for (const some of [made.slice(0, 300), made.slice(300)]) {
      const products = some.map(({ body }) => body)
      const { body } = await answerOf('createProducts', { path: {}, query: {}, body: { products } })
      const { results } = body as { results: { product: { id: string } }[] }
      for (const [index, { product }] of results.entries()) {
        const { fields, text } = some[index] as Filled
        assertKept(fields, text, await get(`/products/${product.id}`))
      }
    }
  })

  it('is a SKU and a barcode, by which the variant is found again', async () => {
    const codes = naughty.filter(
      (text) => filled('createProduct', requestOf('createProduct', 0).body, text).fields.length > 5,
    )
    const products = codes.map((text) => ({ name: 'Product', variants: [{ sku: text }] }))
    const { body } = await answerOf('createProducts', {
      path: {},
      query: {},
      body: { products: products.slice(0, 500) },
    })
    const { results } = body as { results: { product?: { id: string } }[] }
    for (const [index, { product }] of results.entries()) {
      assert.ok(product, codes[index])
      const request = { path: {}, query: { code: codes[index] ?? '' }, body: undefined }
      const { body } = await answerOf('findVariantByCode', request)
      assert.equal((body as { productId: string }).productId, product.id)
    }
  })

  it('is the buyer, the receiver, the number and the note of an order', async () => {
    const made = naughty.map((text, n) => filled('placeOrder', requestOf('placeOrder', n).body, text, isReference))
    const { body } = await answerOf('placeOrders', {
      path: {},
      query: {},
      body: { orders: made.map(({ body }) => body) },
    })
    const { results } = body as { results: { order?: { id: string } }[] }
    known.orderId = []
    for (const [index, { order }] of results.entries()) {
      const { fields, text } = made[index] as Filled
      assert.ok(order, text)
      known.orderId.push(order.id)
      const isRead = (field: TextField) => field[0] !== 'customer'
      assertKept(fields.filter(isRead), text, await readAt(`/orders/${order.id}`))
    }
    await shops.drain()
  })

  it('is the carrier and number of a parcel, and what its scans say', async () => {
    const works = await releasedWorks()
    known.fulfillmentOrderId = works.slice(0, 150)
    const made = naughty.map((text, n) => {
      return { ...filled('shipFulfillmentOrder', requestOf('shipFulfillmentOrder', n).body, text), n }
    })
    for (const some of [made.slice(0, 300), made.slice(300)]) {
      const shipments = some.map(({ body, n }) => ({
        ...(body as object),
        ...requestOf('shipFulfillmentOrder', n).path,
      }))
      const { body } = await answerOf('shipFulfillmentOrders', { path: {}, query: {}, body: { shipments } })
      const { results } = body as { results: { shipment?: { id: string } }[] }
      for (const [index, { shipment }] of results.entries()) {
        const { fields, text } = some[index] as Filled
        assert.ok(shipment, text)
        assertKept(fields, text, shipment)
      }
    }
    known.fulfillmentOrderId = works.slice(150)
    const scans = naughty.map((text, n) =>
      filled('recordTrackingEvent', requestOf('recordTrackingEvent', n).body, text),
    )
    const parcel = { carrier: 'SF', trackingNumber: known.trackingNumber?.[0] }
    for (const some of [scans.slice(0, 300), scans.slice(300)]) {
      const events = some.map(({ body }) => ({ ...(body as object), ...parcel }))
      await answerOf('recordTrackingEvents', { path: {}, query: {}, body: { events } })
    }
    const read = await get(`/shipments/${known.shipmentId?.[0]}`)
    for (const { fields, text } of scans) assertKept(fields, text, read)
  })
})

async function releasedWorks(): Promise<string[]> {
  const works: string[] = []
  for (let next: string | null = ''; next !== null; ) {
    const page = await get(`/fulfillment-orders?limit=200&status=released${next === '' ? '' : `&after=${next}`}`)
    works.push(...(page.items as unknown as { id: string }[]).map(({ id }) => id))
    next = page.next as unknown as string | null
  }
  return works
}

type Filled = { body: unknown; fields: TextField[]; text: string }

/** Codes that must be somebody else's, or no one's. */
const isCode = (field: TextField) => /^(?:sku|barcode)$/.test(nameOf(field))
/** And that of a tax class, which is to be one of the shop's. */
const isKnownCode = (field: TextField) => isCode(field) || nameOf(field) === 'taxClass'
/** What must name a thing that is there. */
const isReference = (field: TextField) =>
  /^(?:sku|channel|unitPrice|province|city|district|trackingNumber)$/.test(nameOf(field)) && !isOfContact(field)
/** Codes and numbers by which a customer would be another that is there. */
const isIdentity = (field: TextField) => isReference(field) || /^(?:code|phone|email)$/.test(nameOf(field))
const isOfContact = (field: TextField) => /^(?:contact|shipTo|customer)$/.test(String(field[0]))
const nameOf = (field: TextField) => String(field.at(-1))

function assertTakenOrNamed(name: string, body: unknown, field: TextField, text: string): void {
  const parsed = schemaOf(name).safeParse(withValue(body, field, text))
  taken.set(JSON.stringify([name, field, text]), parsed.success)
  if (parsed.success) {
    // Prices become numbers.
    if (field.at(-1) !== 'unitPrice') assert.equal(valueAt(parsed.data, field), text, `${name} ${fieldPath(field)}`)
    return
  }
  const named = problemOfParseError(parsed.error).field ?? 'none'
  assert.ok(fieldPath(field).startsWith(named), `${name}: ${fieldPath(field)} is refused as ${named}`)
}

describe('strings of the list', () => {
  const reads: Record<string, (request: Request, answer: { id: string }) => string | undefined> = {
    createApiKey: () => undefined,
    changeProduct: ({ path }) => `/products/${path.productId}`,
    createCustomer: (_, { id }) => `/customers/${id}`,
    changeCustomer: (_, { id }) => `/customers/${id}`,
    createLocation: (_, { id }) => `/locations/${id}`,
    changeLocation: (_, { id }) => `/locations/${id}`,
    receiveStock: () => undefined,
    adjustStock: () => undefined,
    createStockTransfer: (_, { id }) => `/stock/transfers/${id}`,
    placeOrder: (_, { id }) => `/orders/${id}`,
    cancelOrder: ({ path }) => `/orders/${path.orderId}/history`,
    cancelOrderLine: ({ path }) => `/orders/${path.orderId}/history`,
    holdOrder: ({ path }) => `/orders/${path.orderId}`,
    writeOrderNote: ({ path }) => `/orders/${path.orderId}`,
    setChannel: () => '/channels',
    setOrderSettings: () => '/order-settings',
    setPrivacySettings: () => '/privacy-settings',
    writeCustomerNote: ({ path }) => `/customers/${path.customerId}/notes`,
    recordConsent: ({ path }) => `/customers/${path.customerId}/consents`,
    holdFulfillmentOrder: ({ path }) => `/fulfillment-orders/${path.fulfillmentOrderId}`,
    createLabel: (_, { id }) => `/shipments/${id}`,
    shipFulfillmentOrder: (_, { id }) => `/shipments/${id}`,
    recordTrackingEvent: ({ path }) => `/shipments/${path.shipmentId}`,
    recordPayment: ({ path }) => `/orders/${path.orderId}/payments`,
  }
  for (const [index, [name, read]] of Object.entries(reads).entries()) {
    it(`${name} takes them, and they come back unharmed`, async () => {
      let kept = 0
      for (let n = index % stride; n < naughty.length; n += stride) {
        const request = requestOf(name, n)
        const { body, fields, text } = filled(
          name,
          request.body,
          naughty[n] ?? '',
          name.endsWith('Customer') ? isIdentity : isReference,
        )
        const answer = await answerOf(name, { ...request, body })
        if (answer.status >= 400) continue
        kept += 1
        const path = read(request, answer.body as { id: string })
        assertKept(
          fields.filter(([first]) => first !== 'customer'),
          text,
          [answer.body, path === undefined ? {} : await readAt(path)],
        )
      }
      assert.ok(kept > 10, `only ${kept} were taken`)
    })
  }
})
