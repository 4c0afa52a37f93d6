import type { z } from 'zod'
import type { Contract } from '../../../src/platform/http/contract.ts'

/** What the server refused, or why it was not reached (status 0). */
export class Refusal extends Error {
  readonly status: number
  readonly code: string
  readonly field: string | undefined
  readonly facts: Readonly<Record<string, string | number>>

  constructor(status: number, problem: Problem) {
    super(problem.code)
    this.name = 'Refusal'
    this.status = status
    this.code = problem.code
    this.field = problem.field
    this.facts = problem.facts ?? {}
  }
}

type Problem = { code: string; field?: string; facts?: Record<string, string | number> }

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
  const answer = await send(`/api/v1${path}`, {
    method,
    cache: 'no-store',
    headers: {
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(version !== undefined && { 'if-match': `"${version}"` }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const content: unknown = await answer.json().catch(() => ({ code: 'unreachable' }))
  if (!answer.ok) throw new Refusal(answer.status, content as Problem)
  return content as z.output<C['response']>
}

async function send(url: string, request: RequestInit): Promise<Response> {
  try {
    return await fetch(url, request)
  } catch {
    throw new Refusal(0, { code: 'unreachable' })
  }
}
