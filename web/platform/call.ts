import type { z } from 'zod'
import type { Contract } from '../../src/platform/http/contract.ts'
import type { previewView } from '../../src/platform/http/preview-view.ts'
import { exchange, Refusal } from '../doors/page/call.ts'
import { queryClient } from './query.ts'

/** What an operation is sent as its body. */
export type BodyOf<C extends Contract> = C['body'] extends z.ZodType ? z.input<C['body']> : undefined

/** What an operation answers. */
export type AnswerOf<C extends Contract> = z.output<C['response']>

/** What a list of a contract has as its items. */
export type ItemOf<C extends Contract> = AnswerOf<C> extends { items: (infer Item)[] } ? Item : never

/** What a writing operation would do. */
export type Preview = z.output<typeof previewView>

/** What goes along with a request. */
export type CallOptions = {
  /** Only as long as the object is at this version. */
  version?: number
  /** The same key makes sending again safe: one is made where none is given. */
  idempotencyKey?: string
  signal?: AbortSignal
}

/**
 * Calls an operation of the API, as its contract says. A POST carries an idempotency key.
 * @throws Refusal
 */
export async function call<C extends Contract>(
  method: C['method'],
  path: string,
  body?: BodyOf<C>,
  options: CallOptions = {},
): Promise<AnswerOf<C>> {
  const { version, signal } = options
  const idempotencyKey = options.idempotencyKey ?? (method === 'POST' ? crypto.randomUUID() : undefined)
  return (await watched(
    exchange(`/api/v1${path}`, {
      method,
      cache: 'no-store',
      headers: {
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(version !== undefined && { 'if-match': `"${version}"` }),
        ...(idempotencyKey !== undefined && { 'idempotency-key': idempotencyKey }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      ...(signal !== undefined && { signal }),
    }),
  )) as AnswerOf<C>
}

/** Asks what a writing operation would do; nothing of it is done. @throws Refusal */
export async function preview<C extends Contract>(
  method: C['method'],
  path: string,
  body?: BodyOf<C>,
  { signal }: Pick<CallOptions, 'signal'> = {},
): Promise<Preview> {
  return (await watched(
    exchange(`/api/v1${path}?preview=true`, {
      method,
      cache: 'no-store',
      headers: { ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      ...(signal !== undefined && { signal }),
    }),
  )) as Preview
}

/** The query of an address: what is undefined or empty is left out, of a list each value is named. */
export function queryOf(parts: Readonly<Record<string, unknown>>): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(parts)) {
    for (const each of Array.isArray(value) ? value : [value]) {
      if (each !== undefined && each !== null && each !== '') query.append(name, String(each))
    }
  }
  const text = query.toString()
  return text === '' ? '' : `?${text}`
}

/** Who is not signed in any more is led to the door, and comes back to where they were. */
async function watched<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer
  } catch (error) {
    if (error instanceof Refusal && error.status === 401) {
      location.assign(`/sign-in#ended&next=${encodeURIComponent(location.pathname + location.search)}`)
    }
    // A page let somebody do what they may not: what they may is not what it was.
    if (error instanceof Refusal && error.status === 403) void queryClient.refetchQueries(staleAccount)
    throw error
  }
}

const staleAccount = { queryKey: ['account'], stale: true } as const
