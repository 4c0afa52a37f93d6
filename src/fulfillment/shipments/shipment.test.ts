import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { afterScans, isDecisive, type Shipment, type TrackingEvent, trackingCodes } from './shipment.ts'

const shippedAt = new Date('2026-01-05T08:00:00Z')

test('scans end in the same shipment in whatever order, portions and repetitions they come', () => {
  const scan = fc.record({
    code: fc.constantFrom(...trackingCodes),
    occurredAt: fc.integer({ min: 0, max: 5 }).map((hours) => new Date(shippedAt.getTime() + hours * 3_600_000)),
  })
  fc.assert(
    fc.property(fc.array(scan, { maxLength: 8 }), fc.array(fc.nat(7), { maxLength: 30 }), (scans, order) => {
      const events = scans.map((each): TrackingEvent => ({ ...each, place: '', description: '' }))
      const atOnce = afterScans(shipped(), events)
      const arrivals = [...order.flatMap((index) => events[index] ?? []), ...events]
      const oneByOne = arrivals.reduce((shipment, event) => afterScans(shipment, [event]), shipped())
      assert.deepEqual(oneByOne, atOnce)
    }),
  )
})

test('a delivery beats whatever is scanned later, and counts at its earliest scan', () => {
  const delivered = afterScans(shipped(), [scanned('delivered', 5)])
  assert.equal(delivered.status, 'delivered')
  assert.equal(afterScans(delivered, [scanned('in_transit', 9), scanned('lost', 9)]), delivered)
  assert.deepEqual(afterScans(delivered, [scanned('delivered', 3)]).deliveredAt, scanned('delivered', 3).occurredAt)
})

test('a parcel given up as lost may turn up', () => {
  const lost = afterScans(shipped(), [scanned('lost', 1)])
  const returned = afterScans(lost, [scanned('returned_to_sender', 2)])
  assert.deepEqual([lost.status, returned.status], ['lost', 'returned_to_sender'])
  assert.equal(afterScans(returned, [scanned('lost', 3)]), returned)
  assert.equal(afterScans(lost, [scanned('delivered', 4)]).status, 'delivered')
})

test('scans on the way, and scans of what has not left, change nothing', () => {
  for (const code of trackingCodes.filter((each) => !isDecisive(each))) {
    const shipment = shipped()
    assert.equal(afterScans(shipment, [scanned(code, 1)]), shipment, code)
  }
  const label = { ...shipped(), status: 'label_created' as const }
  assert.equal(afterScans(label, [scanned('delivered', 1)]), label)
})

function shipped(): Shipment {
  const ids = { id: 's1', fulfillmentOrderId: 'f1', orderId: 'o1', locationId: 'l1' }
  const parcel = { carrier: 'SF', trackingNumber: 'SF1', weightGrams: null, status: 'shipped', version: 1 } as const
  return { ...ids, ...parcel, shippedAt, deliveredAt: null, createdAt: shippedAt }
}

function scanned(code: TrackingEvent['code'], hours: number): TrackingEvent {
  const occurredAt = new Date(shippedAt.getTime() + hours * 3_600_000)
  return { code, occurredAt, place: '', description: '' }
}
