import fc from 'fast-check'
import type { JsonSchema } from './json-schema.ts'
import type { Known } from './open-shop.ts'
import type { Operation } from './operations.ts'

/** A request before it is written: a body that is undefined is not sent. */
export type Request = {
  path: Record<string, string>
  query: Record<string, string>
  body: unknown
}

/** Fields that an operation makes: what is known there is taken already. */
const madeBy: Record<string, readonly string[]> = {
  createProduct: ['sku', 'barcode'],
  createProducts: ['sku', 'barcode'],
  addVariants: ['sku', 'barcode'],
  createCustomer: ['code', 'phone', 'email'],
  createLocation: ['code'],
  placeOrder: ['externalId', 'email', 'phone'],
  placeOrders: ['externalId', 'email', 'phone'],
  createRole: ['code'],
  inviteStaff: ['email'],
  createLabel: ['trackingNumber'],
  shipFulfillmentOrder: ['trackingNumber'],
  shipFulfillmentOrders: ['trackingNumber'],
}

/** Fields of which exactly one names the thing. */
const alternatives = [
  ['itemId', 'sku', 'barcode'],
  ['sku', 'barcode', 'variantId'],
  ['ids', 'filter'],
] as const

/** Requests that an operation's schemas allow, mostly with ids and codes that exist. */
export function validRequest(operation: Operation, existing: Known): fc.Arbitrary<Request> {
  const { name, pathParameters, queryParameters, requiredQuery, body } = operation
  const known = { ...existing, ...Object.fromEntries((madeBy[name] ?? []).map((field) => [field, []])) }
  const parameters = (schemas: Record<string, JsonSchema>) =>
    Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, value(schema, name, known).map(String)]))
  return fc.record({
    path: pathValues(fc.record(parameters(pathParameters)) as fc.Arbitrary<Request['path']>, pathParameters, known),
    query: seldomReadOn(
      fc.record(parameters(queryParameters), { requiredKeys: requiredQuery }) as fc.Arbitrary<Request['query']>,
    ),
    body: body === undefined ? fc.constant(undefined) : value(body, '', known),
  })
}

/** A list is read on by what it gave itself: what is made up of that form is mostly refused, and so nothing else would be tried. */
function seldomReadOn(queries: fc.Arbitrary<Request['query']>): fc.Arbitrary<Request['query']> {
  return fc
    .tuple(queries, fc.nat(7))
    .map(([{ after, ...rest }, n]) => (after === undefined || n > 0 ? rest : { after, ...rest }))
}

/** Where it is known which ids belong together (`orderId holdId`), mostly those. */
function pathValues(
  free: fc.Arbitrary<Request['path']>,
  parameters: Operation['pathParameters'],
  known: Known,
): fc.Arbitrary<Request['path']> {
  const names = Object.keys(parameters)
  const together = names.length < 2 ? [] : (known[names.join(' ')] ?? [])
  if (together.length === 0) return free
  const belonging = fc.constantFrom(...together).map((ids) => {
    return Object.fromEntries(ids.split(' ').map((id, index) => [names[index] ?? '', id]))
  })
  return fc.oneof({ weight: 3, arbitrary: belonging }, { weight: 1, arbitrary: free })
}

const minYear = new Date('2001-01-01T00:00:00Z')
const maxYear = new Date('2030-01-01T00:00:00Z')

/** A value that a schema allows; of a field whose values are known, mostly one of those. */
function value(schema: JsonSchema, name: string, known: Known): fc.Arbitrary<unknown> {
  const { anyOf, oneOf: [usual, ...others] = [], type } = schema
  if (Array.isArray(type)) return fc.oneof(...type.map((each) => value({ ...schema, type: each }, name, known)))
  if (usual !== undefined) {
    const rest = others.map((each) => ({ weight: 1, arbitrary: value(each, name, known) }))
    return fc.oneof({ weight: 4, arbitrary: value(usual, name, known) }, ...rest)
  }
  if (anyOf !== undefined) return fc.oneof(...anyOf.map((each) => value(each, name, known)))
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum)
  if (type === 'string') return textValue(schema, name, known)
  if (type === 'integer' || type === 'number') return numberValue(schema, name, known)
  if (type === 'boolean') return fc.boolean()
  if (type === 'null') return fc.constant(null)
  if (type === 'array') return arrayValue(schema, name, known)
  if (type === 'object') return objectValue(schema, known)
  return fc.jsonValue({ maxDepth: 2 })
}

function textValue(schema: JsonSchema, name: string, known: Known): fc.Arbitrary<string> {
  const existing = known[name] ?? []
  const free = freeText(schema)
  return existing.length === 0
    ? free
    : fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...existing) }, { weight: 1, arbitrary: free })
}

function freeText({ format, pattern, minLength = 0, maxLength = 50 }: JsonSchema): fc.Arbitrary<string> {
  if (format === 'uuid') return fc.uuid({ version: 7 })
  if (format === 'date-time')
    return fc.date({ min: minYear, max: maxYear, noInvalidDate: true }).map((date) => date.toISOString())
  if (format === 'date')
    return fc.date({ min: minYear, max: maxYear, noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10))
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern)).filter((text) => text.length <= maxLength)
  return fc.string({ unit: 'grapheme', minLength, maxLength: Math.min(maxLength, 20) })
}

function numberValue(
  { type, minimum = 0, maximum = 1e6 }: JsonSchema,
  name: string,
  known: Known,
): fc.Arbitrary<number> {
  const existing = (known[name] ?? []).map(Number)
  if (existing.length > 0) return fc.constantFrom(...existing)
  if (type === 'number') return fc.double({ min: minimum, max: maximum, noNaN: true })
  const small = fc.integer({ min: minimum, max: Math.min(maximum, minimum + 5) })
  return fc.oneof(
    { weight: 4, arbitrary: small },
    { weight: 1, arbitrary: fc.maxSafeInteger().map((n) => clamp(n, minimum, maximum)) },
  )
}

function clamp(number: number, min: number, max: number): number {
  return Math.max(min, Math.min(max, number))
}

function arrayValue(
  { items = {}, minItems = 0, maxItems = 4 }: JsonSchema,
  name: string,
  known: Known,
): fc.Arbitrary<unknown[]> {
  return fc.array(value(items, name, known), {
    minLength: minItems,
    maxLength: Math.min(maxItems, Math.max(3, minItems)),
  })
}

function namedOnce(fields: Record<string, fc.Arbitrary<unknown>>, required: string[]): fc.Arbitrary<object> {
  const names = alternatives.find((each) => each.every((name) => name in fields)) ?? []
  const every = fc.record(fields, { requiredKeys: [...required, ...names] })
  if (names.length === 0) return every
  return fc
    .tuple(every, fc.constantFrom(...names))
    .map(([record, kept]) =>
      Object.fromEntries(Object.entries(record).filter(([name]) => name === kept || !names.includes(name as never))),
    )
}

function objectValue(
  { properties = {}, required = [], additionalProperties, propertyNames = { type: 'string' } }: JsonSchema,
  known: Known,
): fc.Arbitrary<object> {
  const fields = Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => [name, value(schema, name, known)]),
  )
  if (typeof additionalProperties !== 'object') return namedOnce(fields, required)
  const key = value(propertyNames, '', known).map(String)
  return fc.dictionary(key, value(additionalProperties, '', known), { maxKeys: 3 })
}
