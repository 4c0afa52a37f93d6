import type { listDeadLettersContract } from '../../../src/platform/dead-letters/contract.ts'
import { paths } from '../../paths.ts'
import type { ItemOf } from '../../platform/call.ts'

/** An event that one of those who are told of it could not handle. */
export type Letter = ItemOf<typeof listDeadLettersContract>

/** What tells one from all others. */
export const keyOf = ({ subscriber, objectId, version }: Letter) => `${subscriber}/${objectId}/${version}`

const pages: Readonly<Record<string, (id: string) => string>> = {
  ...{ order: paths.order, customer: paths.customer, product: paths.product, location: paths.location },
  ...{ fulfillment_order: paths.work, stock_transfer: paths.transfer },
}

/** Where its object is shown; what has no page of its own, by what was ever done to it. */
export function pathOfObject({ objectType, objectId }: Letter): string {
  return pages[objectType]?.(objectId) ?? paths.audit(`?objectId=${objectId}`)
}
