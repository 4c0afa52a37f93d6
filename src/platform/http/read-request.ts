import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { DomainError } from '../errors.ts'
import { isStorableText } from '../text.ts'
import type { Contract, InputOf } from './contract.ts'

/** Reads the parts of a request by its contract; `preview` by `?preview=true`. */
export function parse<C extends Contract>(
  contract: C,
  request: FastifyRequest,
): { success: true; input: InputOf<C>; preview: boolean } | { success: false; error: z.ZodError } {
  const asked = switchOf(contract, request.query as object)
  if (!asked.success) return { success: false, error: asked.error }
  const input: object[] = []
  for (const [schema, part] of [
    [contract.params, request.params],
    [contract.query, request.query],
    [contract.body, request.body ?? {}],
  ] as const) {
    if (schema === undefined) continue
    const result = schema.safeParse(part)
    if (!result.success) return { success: false, error: result.error }
    input.push(result.data as object)
  }
  // Most operations have one part; copying it would cost the flood paths for nothing.
  const merged = input.length === 1 ? input[0] : Object.assign({}, ...input)
  return { success: true, input: merged as InputOf<C>, preview: asked.data.preview === 'true' }
}

/** Who misspells the switch must not do what they only wanted to look at: a writing operation takes no other word. */
function switchOf({ method, preview }: Contract, query: object) {
  if (method === 'GET' || Object.keys(query).length === 0) return noSwitch
  return (preview === false ? noQuery : previewQuery).safeParse(query)
}

const noQuery = z.strictObject({}) as z.ZodType<{ preview?: undefined }>
const previewQuery = z.strictObject({ preview: z.enum(['true', 'false']).optional() })
const noSwitch = previewQuery.safeParse({})

const maxKeyLength = 200

/** The request's idempotency key, if it has one. @throws DomainError `idempotency_key_invalid` */
export function idempotencyKeyOf(request: FastifyRequest): string | undefined {
  const key = request.headers['idempotency-key']
  if (key === undefined) return undefined
  if (typeof key !== 'string' || key.length < 1 || key.length > maxKeyLength || !isStorableText(key)) {
    throw new DomainError('invalid', 'idempotency_key_invalid', {
      field: 'Idempotency-Key',
      facts: { maxLength: maxKeyLength },
    })
  }
  return key
}

/** The version that `If-Match` names; none where any will do. @throws DomainError `if_match_invalid` */
export function versionOf(header: string | undefined): number | undefined {
  if (header === undefined || header === '*') return undefined
  const digits = /^(?:W\/)?"(\d{1,9})"$/.exec(header)?.[1]
  if (digits === undefined) throw new DomainError('invalid', 'if_match_invalid', { field: 'If-Match' })
  return Number(digits)
}
