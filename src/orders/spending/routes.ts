import { findCustomer } from '../../customers/list-queries.ts'
import { DomainError } from '../../platform/errors.ts'
import type { App } from '../../platform/http/app.ts'
import { serveQuery } from '../../platform/http/serve.ts'
import { findCustomerSpendingContract } from './contract.ts'
import { averageOf } from './spending.ts'
import { findSpending } from './spending-queries.ts'

/** Serves what customers ordered and paid. */
export function serveSpending(app: App): void {
  serveQuery(app, findCustomerSpendingContract, async (query, { customerId }) => {
    if ((await findCustomer(query.tx, customerId)) === undefined) {
      throw new DomainError('not_found', 'customer_not_found')
    }
    const { sums, isWhole } = await findSpending(query, customerId)
    return {
      isWhole,
      items: sums.map(({ firstPlacedAt, lastPlacedAt, ...each }) => ({
        ...{ ...each, average: averageOf(each) },
        firstPlacedAt: firstPlacedAt?.toISOString() ?? null,
        lastPlacedAt: lastPlacedAt?.toISOString() ?? null,
      })),
    }
  })
}
