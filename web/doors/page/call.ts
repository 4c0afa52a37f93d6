import type { z } from 'zod'
import type { Contract } from '../../../src/platform/http/contract.ts'

/** What the server refused, or why it was not reached (status 0). */
export class Refusal extends Error {
  readonly status: number
  readonly code: string
  readonly field: string | undefined
  readonly facts: Readonly<Record<string, string | number>>
  /** Every fault of a form. */
  readonly errors: readonly { field: string; reason: string }[]
  /** What the server's log calls the request. */
  readonly requestId: string | undefined

  constructor(status: number, problem: Problem, requestId?: string) {
    super(problem.code)
    this.name = 'Refusal'
    this.status = status
    this.code = problem.code
    this.field = problem.field
    this.facts = problem.facts ?? {}
    this.errors = problem.errors ?? []
    this.requestId = requestId
  }
}

type Problem = {
  code: string
  field?: string
  facts?: Record<string, string | number>
  errors?: { field: string; reason: string }[]
}

/** What an operation is sent. */
type BodyOf<C extends Contract> = C['body'] extends z.ZodType ? z.input<C['body']> : undefined

/**
 * Calls an operation of the API, as its contract says; `version`: only as long as the object is at it.
 * @throws Refusal
 */
export async function call<C extends Contract>(
  method: C['method'],
  path: string,
  body?: BodyOf<C>,
  version?: number,
): Promise<z.output<C['response']>> {
  return (await exchange(`/api/v1${path}`, {
    method,
    cache: 'no-store',
    headers: {
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(version !== undefined && { 'if-match': `"${version}"` }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })) as z.output<C['response']>
}

/** Sends a request and reads its answer. @throws Refusal */
export async function exchange(url: string, request: RequestInit): Promise<unknown> {
  const answer = await send(url, request)
  const content: unknown = await answer.json().catch(() => ({ code: 'unreachable' }))
  if (!answer.ok) throw new Refusal(answer.status, content as Problem, answer.headers.get('x-request-id') ?? undefined)
  return content
}

async function send(url: string, request: RequestInit): Promise<Response> {
  try {
    return await fetch(url, request)
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new Refusal(0, { code: 'unreachable' })
  }
}
