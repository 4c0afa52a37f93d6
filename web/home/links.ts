/*
 * Which list each number of Home counts: the same filter that the server's figures have. Pure.
 */
import type { OrderWait } from '../../src/analytics/waiting.ts'
import { momentOf } from '../../src/platform/time.ts'
import type { Queue } from '../fulfillment/queues.ts'
import { paths } from '../paths.ts'
import { writeSearch } from '../platform/search.ts'

/** Orders that are on their way: only these wait. */
const underWay = ['draft', 'pending', 'processed', 'shipped']

/** The orders that wait for the release of a hold of a kind, for goods, or for the answer to a cancellation. */
export function waitingOrdersPath(kind: OrderWait): string {
  if (kind === 'backordered') return ordersPath({ lacking: 'true', stage: underWay })
  if (kind === 'cancellation') return ordersPath({ cancellationRequested: 'true', stage: underWay })
  return ordersPath({ holdKind: kind, stage: underWay })
}

/** The work of a place that waits for the same. */
export function waitingWorkPath(queue: Queue, locationId: string): string {
  return paths.warehouse(writeSearch({ queue, locationId }))
}

/** What of the stock is below its buffer, at every place. */
export function lowStockPath(): string {
  return paths.stock('?condition=below_safety&place=')
}

/** What is for sale and has no price. */
export function unpricedPath(): string {
  return paths.prices('?priced=false')
}

/** What was sent to another place and is not there yet. */
export function onTheWayPath(): string {
  return paths.transfers('?status=in_transit')
}

/** Orders that came from one moment to another, and what else they are narrowed to. */
export function ordersPath(filter: Readonly<Record<string, unknown>>): string {
  return paths.orders(writeSearch(filter))
}

/** The orders that left, or were cancelled, in a time that may not have ended. */
export function happenedPath(
  what: 'shipped' | 'cancelled',
  { from, before }: { from: string; before?: string },
): string {
  return ordersPath({ [`${what}From`]: from, [`${what}Before`]: before })
}

/** The orders that came in an hour of a day. */
export function ordersOfHourPath({ day, hour, timeZone }: { day: string; hour: number; timeZone: string }): string {
  const at = (minutes: number) => momentOf(day, minutes, timeZone).toISOString()
  return ordersPath({ placedFrom: at(hour * 60), placedBefore: at((hour + 1) * 60) })
}

/** The orders to some areas that came since a moment. */
export function ordersToAreasPath(areas: readonly string[], placedFrom: string): string {
  return ordersPath({ area: areas, placedFrom })
}
