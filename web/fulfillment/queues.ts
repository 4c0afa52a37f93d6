import type { FulfillmentOrderStatus } from '../../src/fulfillment/fulfillment-order.ts'
import type { countFulfillmentOrdersContract } from '../../src/fulfillment/queue-contract.ts'
import type { AnswerOf } from '../platform/call.ts'
import { type Counted, writeCount } from '../platform/write-count.ts'

/** How much work stands where, as the API counts it. */
export type WorkCounts = AnswerOf<typeof countFulfillmentOrdersContract>

/** A list of work that waits for the same thing. */
export type Queue = 'pick' | 'pack' | 'ship' | 'held' | 'cancel' | 'done'

/** Which work stands in each, in the order of the tabs. */
const queueStatuses = {
  pick: ['released'],
  pack: ['picking'],
  ship: ['packed'],
  held: ['open', 'scheduled', 'on_hold'],
  cancel: [],
  done: ['closed', 'cancelled'],
} as const satisfies Record<Queue, readonly FulfillmentOrderStatus[]>

/** The tabs, in their order. */
export const queues = Object.keys(queueStatuses) as Queue[]

/** The states of the work that stands in a queue. */
export function statusesOf(queue: Queue): readonly FulfillmentOrderStatus[] {
  return queueStatuses[queue]
}

/** How many stand in a queue, and since when the longest waits; of what is done nobody counts. */
export function tallyOf(counts: WorkCounts | undefined, queue: Queue): { text: string; oldestAt: string | null } {
  if (counts === undefined || queue === 'done') return { text: '', oldestAt: null }
  if (queue === 'cancel') {
    return { text: writeCount(counts.cancellationRequests), oldestAt: null }
  }
  const wanted = statusesOf(queue)
  const found = counts.statuses.filter(({ status }) => wanted.includes(status))
  const oldest = found.flatMap(({ oldestAt }) => oldestAt ?? []).sort()[0]
  return { text: writeCount(sumOf(found)), oldestAt: oldest ?? null }
}

/** How many wait for the hands of the place, in all. */
export function waitingOf(counts: WorkCounts | undefined): Counted {
  return sumOf((counts?.statuses ?? []).filter(({ status }) => ['released', 'picking', 'packed'].includes(status)))
}

function sumOf(tallies: readonly Counted[]): Counted {
  return {
    count: tallies.reduce((sum, { count }) => sum + count, 0),
    more: tallies.some(({ more }) => more),
  }
}
