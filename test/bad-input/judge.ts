import { type JsonSchema, nonconformities } from './json-schema.ts'
import type { Operation } from './operations.ts'
import type { Answer } from './send.ts'
import type { Request } from './valid-requests.ts'

/** Codes that any operation may refuse with, whatever it does. */
const everywhere = new Set([
  ...[
    'invalid_input',
    'invalid_json',
    'json_too_deep',
    'body_too_large',
    'media_type_not_supported',
    'bad_request',
    'no_such_route',
  ],
  ...[
    'unauthorized',
    'method_not_allowed',
    'not_permitted',
    'idempotency_key_invalid',
    'idempotency_key_reused',
    'if_match_invalid',
    ...[
      'parameter_repeated',
      'too_many_parameters',
      'invalid_url',
      'url_too_long',
      'headers_too_large',
      'header_repeated',
    ],
    ...['too_many_requests', 'host_not_ours', 'http_version_not_supported'],
    'invalid_url',
    'url_too_long',
  ],
])

/** What only a fault of the program says: a stack, a statement, the driver's words, a path. */
const internals =
  /\n\s+at |node_modules|\bselect \w+,|violates|constraint|syntax error|invalid byte|\bpg_|RangeError|TypeError|Invalid array/

/** What is wrong with an answer, whatever was asked: nothing for a success as promised or an honest refusal. */
export function faultsOfAnswer(
  operation: Operation,
  problem: JsonSchema,
  { status, mediaType, text, body }: Answer,
): string[] {
  if (status >= 500) return [`answers ${status}: ${text.slice(0, 200)}`]
  if (status < 400) {
    if (operation.success.status !== status && !isSameAgain(operation, status))
      return [`answers ${status}, not ${operation.success.status}`]
    return nonconformities(operation.success.schema, /json/.test(mediaType) ? body : text)
  }
  const { code = '', field } = (body ?? {}) as { code?: string; field?: string }
  return [
    ...(mediaType.startsWith('application/problem+json') ? [] : [`is refused as ${mediaType}`]),
    ...nonconformities(problem, body).map((why) => `problem: ${why}`),
    ...(everywhere.has(code) || operation.problems.includes(code)
      ? []
      : [`has the code ${code}, which the operation does not list`]),
    ...(status === 400 && code !== 'bad_request' && !field
      ? [`is refused without a field: ${text.slice(0, 200)}`]
      : []),
    ...(internals.test(text) ? [`tells of its inside: ${text.slice(0, 300)}`] : []),
  ]
}

/** A fault of the form names a field that the request or its schema has: `lines[0].sku`, or the body as a whole. */
export function fieldFaults(operation: Operation, request: Request, { status, body }: Answer): string[] {
  const { field, code } = (body ?? {}) as { field?: string; code?: string }
  if (status !== 400 || field === undefined || code !== 'invalid_input') return []
  const { path, query, body: sent } = request
  const parts = [path, query, sent, operation.pathParameters, operation.queryParameters, operation.body?.properties]
  const names = parts.flatMap((part) => (typeof part === 'object' && part !== null ? Object.keys(part) : []))
  const isThere = names.some(
    (name) => field === name.slice(0, 200) || field.startsWith(`${name}.`) || field.startsWith(`${name}[`),
  )
  return isThere || field === 'body' ? [] : [`names the field ${field}, which is not there`]
}

/** An order that was placed before is answered with 200. */
function isSameAgain({ name }: Operation, status: number): boolean {
  return name === 'placeOrder' && status === 200
}
