import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findRegion } from '../../../locations/regions.ts'
import { dayMs, hourMs } from '../../../platform/time.ts'
import { journeyOf, type Parcel } from './parcel-journey.ts'

const shanghai = findRegion({ province: '上海市' })
const chengdu = findRegion({ province: '四川省', city: '成都市' })
const leaves = Date.UTC(2025, 4, 12, 9, 30)

function parcels(fate: Parcel['fate'], to = chengdu): Parcel[] {
  return Array.from({ length: 200 }, (_, index) => ({
    ...{ trackingNumber: `YD${index}`, from: shanghai, to, fate },
    shippedAt: new Date(leaves + index * hourMs),
  }))
}

test('a parcel is scanned in the order of its way, after it has left, and arrives within a week', () => {
  for (const parcel of [...parcels(undefined), ...parcels(undefined, shanghai), ...parcels(undefined, undefined)]) {
    const scans = journeyOf(parcel)
    assert.equal(scans.at(-1)?.code, 'delivered')
    assert.equal(scans[0]?.code, 'picked_up')
    let last = parcel.shippedAt
    for (const { occurredAt } of scans) {
      assert.ok(occurredAt >= last, JSON.stringify(scans))
      last = occurredAt
    }
    assert.ok(last.getTime() - parcel.shippedAt.getTime() < 7 * dayMs)
  }
})

test('fates end as they are called, and a journey is the same whenever it is asked for', () => {
  const ends = { lost: 'lost', returned: 'returned_to_sender', stuck: 'in_transit' } as const
  for (const [fate, end] of Object.entries(ends) as [keyof typeof ends, string][]) {
    for (const parcel of parcels(fate)) {
      assert.equal(journeyOf(parcel).at(-1)?.code, end)
      assert.deepEqual(journeyOf(parcel), journeyOf(parcel))
    }
  }
})
