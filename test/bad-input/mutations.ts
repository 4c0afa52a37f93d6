import fc from 'fast-check'
import type { Request } from './valid-requests.ts'

/** Number texts that JSON allows and JavaScript cannot hold as they are; written into the body in place of a mark. */
const rawNumbers = [
  '1e400',
  '-1e400',
  '1e-400',
  '-0',
  '9007199254740993',
  '99999999999999999999999',
  '1.0',
  '0.1e1',
  '1E2',
]

const rawMark = '\u0001raw:'

/** Values that no careful program sends, of every type. */
export const hostileValues: unknown[] = [
  ...[null, true, false, '', ' ', '\t', 'null', '0', '-1', '1e3', 'NaN', '[object Object]', 'constructor', '__proto__'],
  ...[
    '\u0000',
    'a\u0000b',
    '\ud800',
    'a\udc00b',
    '\udfff\ud800',
    '\ufeff',
    '\u202e',
    '\uffff',
    '😀'.repeat(3),
    '\r\n',
    'a\nb',
    '\u2028',
  ],
  ...["'; drop table orders; --", '%00', '\\', '"', '{}', '\\u0000', '$1', '{{7*7}}', '../../etc/passwd', '<script>'],
  ...['x'.repeat(300), 'é'.repeat(2001), '\u0301'.repeat(501), 'x'.repeat(100_000)],
  ...[0, -1, 1, 0.5, -0.5, 1.5, 2 ** 31, -(2 ** 31) - 1, 2 ** 53, 2 ** 63, -(2 ** 53), 1e21, 1e308, 5e-324, 32_768],
  ...rawNumbers.map((text) => rawMark + text),
  ...[[], {}, [[]], [null], [{}], { a: 1 }, { length: 5 }, { toString: 1 }, JSON.parse('{"__proto__": {"a": 1}}')],
  ...[
    '00000000-0000-0000-0000-000000000000',
    'ffffffff-ffff-ffff-ffff-ffffffffffff',
    '01A2029B-2DCC-77F4-BE80-00006A15612E',
  ],
  ...[
    '0000-01-01T00:00:00Z',
    '9999-12-31T23:59:59.999Z',
    '9999-12-31T23:59:59-23:59',
    '2026-02-30T00:00:00Z',
    '1969-12-31T23:59:59Z',
  ],
  ...['2026-01-01T00:00:00.123456789Z', '2026-01-01T00:00:00+23:59', '0000-01-01', '9999-12-31', '2026-02-30'],
  nested(50),
  nested(20_000),
]

const hostileNames = [
  'unknown',
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'merchantId',
  'id',
  '',
  '\u0000',
  '中文',
  'x'.repeat(300),
]

function nested(depth: number): string {
  return `${rawMark}${'['.repeat(depth)}${']'.repeat(depth)}`
}

/** What is done to a request. `at` chooses the place among all that the request has. */
export type Mutation =
  | { kind: 'replace'; at: number; value: unknown }
  | { kind: 'remove'; at: number }
  | { kind: 'add'; at: number; name: string; value: unknown }
  | { kind: 'repeat'; at: number; times: number }
  | { kind: 'body'; value: unknown }
  | { kind: 'parameter'; at: number; text: string }
  | { kind: 'query'; name: string; text: string }

const at = fc.nat()
const hostile = fc.constantFrom(...hostileValues)
const hostileText = fc.constantFrom(
  ...hostileValues.filter((value) => typeof value === 'string' && !value.startsWith(rawMark)),
) as fc.Arbitrary<string>

export const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('replace' as const), at, value: hostile }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('remove' as const), at }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('add' as const),
      at,
      name: fc.constantFrom(...hostileNames),
      value: hostile,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('repeat' as const),
      at,
      times: fc.constantFrom(2, 51, 501, 1001, 10_000),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('body' as const), value: hostile }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('parameter' as const), at, text: hostileText }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('query' as const),
      name: fc.constantFrom(...hostileNames, 'limit', 'after'),
      text: hostileText,
    }),
  },
)

/** A request with something done to it; the request itself is left alone. */
export function mutate(request: Request, mutation: Mutation): Request {
  const { path, query, body } = structuredClone(request)
  switch (mutation.kind) {
    case 'body':
      return { path, query, body: mutation.value }
    case 'query':
      return { path, query: { ...query, [mutation.name]: mutation.text }, body }
    case 'parameter': {
      const names = [
        ...Object.keys(path).map((name) => ({ name, of: path })),
        ...Object.keys(query).map((name) => ({ name, of: query })),
      ]
      const chosen = names[mutation.at % Math.max(names.length, 1)]
      if (chosen !== undefined) chosen.of[chosen.name] = mutation.text
      return { path, query, body }
    }
    default:
      return { path, query, body: mutateBody(body, mutation) }
  }
}

type Place = { of: Record<string, unknown> | unknown[]; key: string | number }

function mutateBody(body: unknown, mutation: Extract<Mutation, { at: number }>): unknown {
  const root = { body }
  const places = placesOf(root)
  const containers = places.filter(({ of, key }) => typeof valueAt(of, key) === 'object' && valueAt(of, key) !== null)
  const arrays = containers.filter(({ of, key }) => Array.isArray(valueAt(of, key)))
  const among = mutation.kind === 'add' ? containers : mutation.kind === 'repeat' ? arrays : places
  const place = among[mutation.at % Math.max(among.length, 1)]
  if (place !== undefined) mutatePlace(place, mutation)
  return root.body
}

function mutatePlace({ of, key }: Place, mutation: Extract<Mutation, { at: number }>): void {
  const target = of as Record<string | number, unknown>
  const value = target[key]
  if (mutation.kind === 'replace') target[key] = mutation.value
  if (mutation.kind === 'remove') delete target[key]
  if (mutation.kind === 'add')
    Object.defineProperty(value, mutation.name, { value: mutation.value, enumerable: true, configurable: true })
  if (mutation.kind === 'repeat' && Array.isArray(value)) {
    target[key] = Array.from({ length: mutation.times }, (_, index) => value[index % Math.max(value.length, 1)] ?? null)
  }
}

function placesOf(of: Record<string, unknown> | unknown[]): Place[] {
  return Object.keys(of).flatMap((key) => {
    const inner = valueAt(of, key)
    return [
      { of, key },
      ...(typeof inner === 'object' && inner !== null ? placesOf(inner as Record<string, unknown>) : []),
    ]
  })
}

function valueAt(of: Place['of'], key: string | number): unknown {
  return (of as Record<string | number, unknown>)[key]
}

/** The text of a body: what `mutate` marked as raw stands in it as it is. */
export function bodyText(body: unknown): string {
  return JSON.stringify(body).replaceAll(/"\\u0001raw:([^"]*)"/g, '$1')
}
