import { findCustomer } from '../../customers/list-queries.ts'
import { DomainError } from '../../platform/errors.ts'
import type { App } from '../../platform/http/app.ts'
import { serveQuery } from '../../platform/http/serve.ts'
import { listCustomerTimelineContract } from './contract.ts'
import { listTimeline } from './timeline-queries.ts'

/** Serves what happened with a customer. */
export function serveTimeline(app: App): void {
  serveQuery(app, listCustomerTimelineContract, async (query, input) => {
    if ((await findCustomer(query.tx, input.customerId)) === undefined) {
      throw new DomainError('not_found', 'customer_not_found')
    }
    const { items, next } = await listTimeline(query, input)
    return { items: items.map((entry) => ({ ...entry, at: entry.at.toISOString() })), next }
  })
}
