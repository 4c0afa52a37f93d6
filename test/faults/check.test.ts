import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { findFaults } from './check.ts'
import { type Journal, type NewCommand, openJournal } from './journal.ts'
import type { Picture } from './picture.ts'

const opening = new Map([['TEA', 100]])
const scan = { shipmentId: 's1', occurredAt: '2026-01-05T08:00:00.000Z', code: 'delivered' }

describe('journals against the database', () => {
  it('finds nothing where everything is as it was answered', () => {
    const { journal, picture } = shippedOrder()
    assert.deepEqual(findFaults(journal.commands, picture, opening), [])
  })

  it('finds an answered order that is not there', () => {
    const { journal, picture } = shippedOrder()
    assertFound(journal, { ...picture, orders: [] }, /order m1 is there 0 times/)
  })

  it('finds an order that is there twice', () => {
    const { journal, picture } = shippedOrder()
    const [order] = picture.orders
    assert.ok(order)
    assertFound(journal, { ...picture, orders: [order, { ...order, id: 'o9' }] }, /order m1 is there 2 times/)
    assertFound(journal, { ...picture, orders: [order, { ...order, id: 'o9', marker: 'm9' }] }, /number 100001 has 2/)
  })

  it('finds a refused order that is there', () => {
    const { journal, picture } = shippedOrder()
    answer(journal, { about: { kind: 'place', marker: 'm2' }, path: '/orders' }, 422, { code: 'out_of_stock' })
    const order = foundOrder({ id: 'o2', number: '2', marker: 'm2', shipped: 0 })
    assertFound(journal, { ...picture, orders: [...picture.orders, order] }, /order m2 is there 1 times/)
  })

  it('takes an unanswered order once or not at all, and only without a key', () => {
    const { journal, picture } = shippedOrder()
    journal.open({ about: { kind: 'place', marker: 'm3' }, path: '/orders', body: {}, mayRefuse: [] })
    const order = foundOrder({ id: 'o3', number: '3', marker: 'm3', shipped: 0 })
    assert.deepEqual(findFaults(journal.commands, picture, opening), [])
    assert.deepEqual(findFaults(journal.commands, { ...picture, orders: [...picture.orders, order] }, opening), [])
    const twice = [...picture.orders, order, { ...order, id: 'o4', number: '4' }]
    assertFound(journal, { ...picture, orders: twice }, /order m3 is there 2 times/)
    journal.open({ about: { kind: 'place', marker: 'm5' }, path: '/orders', body: {}, key: 'k5', mayRefuse: [] })
    assertFound(journal, picture, /never answered/)
  })

  it('finds orders, parcels, scans and keys that nobody sent', () => {
    const { journal, picture } = shippedOrder()
    const [shipment] = picture.shipments
    assert.ok(shipment)
    const orders = [...picture.orders, foundOrder({ id: 'o8', number: '8', marker: 'm8', shipped: 0 })]
    assertFound(journal, { ...picture, orders }, /nobody placed/)
    const shipments = [...picture.shipments, { ...shipment, id: 's8', trackingNumber: 't8' }]
    assertFound(journal, { ...picture, shipments }, /nobody shipped parcel t8/)
    const scans = [...picture.scans, { shipmentId: 's1', occurredAt: new Date(0), code: 'lost' }]
    assertFound(journal, { ...picture, scans }, /nobody told the scan/)
    assertFound(journal, { ...picture, keys: [...picture.keys, { key: 'k8', status: 201 }] }, /nobody sent the key k8/)
  })

  it('finds a label that did not leave and was not stopped', () => {
    const { journal, picture } = shippedOrder()
    const label = { id: 's2', lines: [{ quantity: 1 }] }
    const about = { kind: 'label' as const, orderId: 'o1', trackingNumber: 't2' }
    answer(journal, { about, path: '/x' }, 201, label)
    const [shipment] = picture.shipments
    assert.ok(shipment)
    const found = { ...shipment, id: 's2', trackingNumber: 't2', units: 1, deliveredAt: null }
    const withLabel = (status: string) => ({ ...picture, shipments: [...picture.shipments, { ...found, status }] })
    assert.deepEqual(findFaults(journal.commands, withLabel('voided'), opening), [])
    assertFound(journal, withLabel('shipped'), /shipment s2 is shipped, and nobody shipped it/)
    assertFound(journal, withLabel('label_created'), /shipment s2 is label_created/)
    assertFound(journal, picture, /parcel t2 is there as none/)
  })

  it('finds what was cancelled and shipped, or neither although answered', () => {
    const { journal, picture } = shippedOrder()
    answer(journal, { about: { kind: 'cancel', orderId: 'o1' }, path: '/x' }, 200, { status: 'cancelled' })
    assertFound(journal, picture, /both cancelled and shipped/)
    assertFound(journal, picture, /completed, cancelled by answer: true/)
  })

  it('finds goods that left twice, and money that was counted twice', () => {
    const { journal, picture } = shippedOrder()
    assertFound(journal, { ...picture, onHand: new Map([['TEA', 96]]) }, /96 of TEA on hand, 98 by what was answered/)
    assertFound(journal, { ...picture, orders: [foundOrder({ shipped: 4 })] }, /4 units shipped, 2 by answer/)
    assertFound(journal, { ...picture, orders: [foundOrder({ captured: 2000 })] }, /captured 2000, 1000 by answer/)
  })

  it('finds a scan that was lost, or counted as new twice, and a parcel that stands elsewhere', () => {
    const { journal, picture } = shippedOrder()
    assertFound(journal, { ...picture, scans: [] }, /is kept 0 times/)
    const shipments = picture.shipments.map((each) => ({ ...each, status: 'lost' }))
    assertFound(journal, { ...picture, shipments }, /shipment s1 is lost/)
    answer(journal, { about: { kind: 'track', scans: [scan] }, path: '/x' }, 201, { known: false })
    assertFound(journal, picture, /2 answered as new/)
  })

  it('finds an answer that is not kept under its key', () => {
    const { journal, picture } = shippedOrder()
    assertFound(journal, { ...picture, keys: [] }, /key k1 was answered 201, and undefined is kept/)
  })
})

describe('journal', () => {
  it('finds another answer to the same request, and one that was not to be expected', () => {
    const journal = openJournal()
    const command = answer(journal, { about: { kind: 'place', marker: 'm' }, path: '/orders' }, 201, { id: 'a' })
    journal.sent(command, 'server')
    journal.returned(command, 'server', { status: 201, body: '{"id":"b"}' })
    answer(journal, { about: { kind: 'place', marker: 'n' }, path: '/orders' }, 404, { code: 'not_found' })
    answer(journal, { about: { kind: 'misuse' }, path: '/orders' }, 201, { id: 'c' })
    assert.equal(journal.faults.length, 3)
    assert.match(journal.faults[0] ?? '', /another answer to the same request/)
  })

  it('counts commands under way, however often they are sent, and tells the moment', () => {
    const journal = openJournal()
    const seen: number[] = []
    journal.when(
      () => journal.inFlight() === 2,
      () => seen.push(journal.inFlight('a')),
    )
    const [first, second] = ['m1', 'm2'].map((marker) =>
      journal.open({ about: { kind: 'place', marker }, path: '/orders', body: {}, mayRefuse: [] }),
    )
    assert.ok(first !== undefined && second !== undefined)
    journal.sent(first, 'a')
    journal.sent(first, 'b')
    assert.deepEqual(seen, [])
    journal.sent(second, 'a')
    assert.deepEqual(seen, [2])
    journal.returned(first, 'b', undefined, 'ECONNRESET')
    assert.equal(journal.inFlight(), 2)
    journal.returned(first, 'a', { status: 201, body: '{}' })
    assert.equal(journal.inFlight(), 1)
    assert.deepEqual([journal.answered(), journal.cutOffs.get('ECONNRESET')], [1, 1])
  })
})

/** An order that was placed, shipped and delivered, and the database that has it. */
function shippedOrder(): { journal: Journal; picture: Picture } {
  const journal = openJournal()
  const place = { about: { kind: 'place', marker: 'm1' }, path: '/orders', key: 'k1' } as const
  answer(journal, place, 201, { id: 'o1', total: 1000 })
  const ship = { about: { kind: 'ship', orderId: 'o1', trackingNumber: 't1' }, path: '/x', key: 'k2' } as const
  answer(journal, ship, 201, { id: 's1', lines: [{ sku: 'TEA', quantity: 2 }] })
  answer(journal, { about: { kind: 'track', scans: [scan] }, path: '/x', key: 'k3' }, 201, { known: false })
  const deliveredAt = new Date(scan.occurredAt)
  const picture: Picture = {
    orders: [foundOrder({})],
    shipments: [{ id: 's1', orderId: 'o1', trackingNumber: 't1', status: 'delivered', deliveredAt, units: 2 }],
    scans: [{ shipmentId: 's1', occurredAt: deliveredAt, code: 'delivered' }],
    keys: ['k1', 'k2', 'k3'].map((key) => ({ key, status: 201 })),
    onHand: new Map([['TEA', 98]]),
  }
  return { journal, picture }
}

function foundOrder(more: Partial<Picture['orders'][number]>): Picture['orders'][number] {
  return {
    ...{ id: 'o1', number: '100001', marker: 'm1', externalKey: null, status: 'completed' },
    ...{ total: 1000, captured: 1000, terms: 'prepaid', shipped: 2 },
    ...more,
  }
}

function answer(journal: Journal, command: Omit<NewCommand, 'body' | 'mayRefuse'>, status: number, body: object) {
  const opened = journal.open({ body: {}, mayRefuse: ['out_of_stock'], ...command })
  journal.sent(opened, 'server')
  journal.returned(opened, 'server', { status, body: JSON.stringify(body) })
  return opened
}

function assertFound(journal: Journal, picture: Picture, pattern: RegExp): void {
  const faults = findFaults(journal.commands, picture, opening)
  assert.ok(
    faults.some((fault) => pattern.test(fault)),
    `not found: ${pattern} among ${JSON.stringify(faults)}`,
  )
}
