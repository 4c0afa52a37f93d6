import { completeRequests } from '../bad-input/complete-requests.ts'
import type { JsonSchema } from '../bad-input/json-schema.ts'
import type { Known } from '../bad-input/open-shop.ts'
import type { Operation } from '../bad-input/operations.ts'
import type { Request } from '../bad-input/valid-requests.ts'

/** A request of an operation that has the right form, with every field of its body, on what the shop has. */
export function sampleRequest(operation: Operation, known: Known, n = 0): Request {
  const path = Object.fromEntries(
    Object.entries(operation.pathParameters).map(([name, schema]) => [name, String(sampleValue(schema, name, known))]),
  )
  const query = Object.fromEntries(operation.requiredQuery.map((name) => [name, known[name]?.[0] ?? 'x']))
  const body = operation.body && sampleValue(operation.body, '', known)
  return { path, query, body, ...completeRequests[operation.name]?.(known, n) }
}

/** A value that a schema takes. */
function sampleValue(schema: JsonSchema, name: string, known: Known): unknown {
  const { anyOf, enum: words, properties, items } = schema
  const type = [schema.type].flat().find((each) => each !== 'null')
  if (anyOf !== undefined) return sampleValue(anyOf.find((each) => each.type !== 'null') ?? {}, name, known)
  if (words !== undefined) return words[0]
  if (type === 'object') {
    return Object.fromEntries(
      Object.entries(properties ?? {}).map(([key, each]) => [key, sampleValue(each, key, known)]),
    )
  }
  if (type === 'array') return [sampleValue(items ?? {}, name, known)]
  if (type === 'integer' || type === 'number') return schema.minimum ?? 1
  if (type === 'boolean') return true
  return type === 'string' ? sampleText(schema, name, known) : {}
}

const samples: Record<string, string> = {
  ...{
    email: 'sample@example.cn',
    code: 'sample',
    password: 'sample staple horse 71',
    current: 'sample',
    type: 'public-key',
  },
  ...{ permissions: 'orders.read', roles: 'store', channels: 'web', login: 'sample@example.cn' },
}

function sampleText({ format, pattern, maxLength = 50 }: JsonSchema, name: string, known: Known): string {
  if (format === 'uuid') return known[name]?.[0] ?? '0198c000-abcd-7000-8000-0123456789ef'
  if (format === 'date-time') return '2999-01-01T00:00:00Z'
  if (format === 'date') return '2999-01-01'
  const text = pattern?.includes('\\d{6}') ? '123456' : (samples[name] ?? known[name]?.[0] ?? 'Sample')
  return text.slice(0, maxLength)
}
