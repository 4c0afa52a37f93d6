import type { TrackingEvent } from '../../../fulfillment/shipments/shipment.ts'
import { distanceKm, type Region } from '../../../locations/regions.ts'
import { seededRandom } from '../../../platform/random.ts'
import { hourMs, minuteMs } from '../../../platform/time.ts'
import { dayOf, momentOf } from './calendar.ts'
import type { Story } from './story.ts'

/** A parcel that has left, and what is to become of it. */
export type Parcel = {
  trackingNumber: string
  shippedAt: Date
  from: Region | undefined
  to: Region | undefined
  fate: Story['fate'] | undefined
}

/** Every scan that a parcel has had or will have, the first first; the same for the same parcel whenever it is asked for. */
export function journeyOf({ trackingNumber, shippedAt, from, to, fate }: Parcel): TrackingEvent[] {
  const random = seededRandom(trackingNumber)
  const [origin, destination] = [cityOf(from), cityOf(to)]
  const arrivalDay = dayOf(shippedAt) + travelDays(from, to) + (random.next() < 0.15 ? 1 : 0)
  const later = (hours: number) => new Date(shippedAt.getTime() + Math.round(hours * hourMs))
  const onDay = (day: number, hour: number) => momentOf(day, hour, random.integer(0, 59))
  const journey = [
    scan(new Date(shippedAt.getTime() + random.integer(20, 90) * minuteMs), 'picked_up', origin, '已揽收'),
    scan(later(6 + random.next() * 3), 'in_transit', origin, `快件离开【${origin}转运中心】`),
  ]
  if (fate === 'stuck') return journey
  if (fate === 'lost') return [...journey, scan(later(9 * 24), 'lost', origin, '快件遗失')]
  const arrival = scan(onDay(arrivalDay, 6), 'in_transit', destination, `快件到达【${destination}转运中心】`)
  const outForDelivery = (day: number) =>
    scan(onDay(day, 8), 'out_for_delivery', destination, '快件正在派送, 请保持电话畅通')
  const failed = (day: number) => scan(onDay(day, random.integer(11, 17)), 'delivery_failed', destination, '收件人不在')
  const tries = fate === 'returned' ? 2 : random.next() < 0.06 ? 1 : 0
  const attempts = Array.from({ length: tries }, (_, index) => [
    outForDelivery(arrivalDay + index),
    failed(arrivalDay + index),
  ])
  const end =
    fate === 'returned'
      ? [scan(onDay(arrivalDay + 5, 15), 'returned_to_sender', origin, '快件已退回发件人')]
      : [
          outForDelivery(arrivalDay + tries),
          scan(onDay(arrivalDay + tries, random.integer(10, 18)), 'delivered', destination, '已签收'),
        ]
  return inOrder([...journey, arrival, ...attempts.flat(), ...end])
}

const betweenScansMs = 10 * minuteMs

/** What left late at night and had not far to go catches up. */
function inOrder(scans: readonly TrackingEvent[]): TrackingEvent[] {
  let earliest = 0
  return scans.map((event) => {
    const occurredAt = new Date(Math.max(event.occurredAt.getTime(), earliest))
    earliest = occurredAt.getTime() + betweenScansMs
    return { ...event, occurredAt }
  })
}

function scan(occurredAt: Date, code: TrackingEvent['code'], place: string, description: string): TrackingEvent {
  return { occurredAt, code, place, description }
}

function cityOf(region: Region | undefined): string {
  return region?.city ?? region?.province ?? '集散中心'
}

/** A day within a region, two days across one, four to the other end of the country. */
function travelDays(from: Region | undefined, to: Region | undefined): number {
  if (from === undefined || to === undefined) return 3
  return 1 + Math.min(3, Math.floor(distanceKm(from, to) / 800))
}
