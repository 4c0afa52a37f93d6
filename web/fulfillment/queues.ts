import type { FulfillmentOrderStatus } from '../../src/fulfillment/fulfillment-order.ts'
import type { countFulfillmentOrdersContract } from '../../src/fulfillment/queue-contract.ts'
import type { AnswerOf } from '../platform/call.ts'

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
    const { count, more } = counts.cancellationRequests
    return { text: `${count}${more ? '+' : ''}`, oldestAt: null }
  }
  const wanted = statusesOf(queue)
  const found = counts.statuses.filter(({ status }) => wanted.includes(status))
  const count = found.reduce((sum, tally) => sum + tally.count, 0)
  const oldest = found.flatMap(({ oldestAt }) => oldestAt ?? []).sort()[0]
  return { text: `${count}${found.some(({ more }) => more) ? '+' : ''}`, oldestAt: oldest ?? null }
}

/** How many wait for the hands of the place, in all. */
export function waitingOf(counts: WorkCounts | undefined): string {
  const found = (counts?.statuses ?? []).filter(({ status }) => ['released', 'picking', 'packed'].includes(status))
  const count = found.reduce((sum, tally) => sum + tally.count, 0)
  return `${count}${found.some(({ more }) => more) ? '+' : ''}`
}
