import type { FastifyRequest } from 'fastify'
import { DomainError } from '../../platform/errors.ts'
import type { App, Principal } from '../../platform/http/app.ts'
import type { Contract, InputOf, OutputOf } from '../../platform/http/contract.ts'
import { serveCall } from '../../platform/http/serve.ts'
import type { Person } from './prove.ts'

/** Serves an operation for people only. */
export function serveOwn<C extends Contract>(
  app: App,
  contract: C,
  handler: (person: Person, input: InputOf<C>, request: FastifyRequest) => Promise<OutputOf<C>>,
): void {
  serveCall(app, contract, async ({ principal, input }, request) => ({
    status: contract.status ?? 200,
    body: await handler(personOf(principal), input, request),
  }))
}

/** Who asks, if it is a person. @throws DomainError `not_a_person` */
export function personOf(principal: Principal): Person {
  const { session } = principal
  if (session === undefined) throw new DomainError('forbidden', 'not_a_person')
  return { ...principal, session }
}
