import { act, type Client, newName, type OwnOrder, type OwnShipment } from './acting.ts'
import { look } from './field.ts'
import { type Command, resultOf, type Scan } from './journal.ts'
import { skus } from './open-shop.ts'

/** What a place has to do, as the list tells it. */
export type Work = { id: string; status: string }

const carrier = 'SF'

/**
 * Ships the oldest order whole, each place its part; now and then a part goes ahead, a parcel has its label first, or the
 * same parcel is told twice.
 */
export async function ship(client: Client): Promise<boolean> {
  const { random } = client
  const order = client.orders.shift()
  if (order === undefined) return false
  const work = await findWork(client, order)
  if (work.length === 0) {
    client.orders.push(order)
    return false
  }
  for (const each of work) {
    if (random.next() < 0.2) await shipPart(client, order, each)
    const shipped =
      random.next() < 0.3 ? await shipLabelled(client, order, each, []) : await shipRest(client, order, each, [])
    const again = { ...shipped, key: `key-${newName(client)}`, mayRefuse: ['action_not_allowed'] }
    if (random.next() < 0.05) await act(client, again)
  }
  return true
}

/** The work of places on an order that can be shipped now. */
export async function findWork(client: Client, { id }: OwnOrder): Promise<Work[]> {
  const found = await look<{ items: Work[] }>(client.field, client.random, `/fulfillment-orders?orderId=${id}`)
  return (found?.items ?? []).filter(
    ({ status }) => status === 'released' || status === 'picking' || status === 'packed',
  )
}

/** Ships all that is left at one place. */
export async function shipRest(
  client: Client,
  order: OwnOrder,
  { id }: Work,
  mayRefuse: readonly string[],
): Promise<Command> {
  const trackingNumber = newName(client)
  const command = await act(client, {
    about: { kind: 'ship', orderId: order.id, trackingNumber },
    path: `/fulfillment-orders/${id}/shipments`,
    body: { carrier, trackingNumber },
    mayRefuse,
  })
  keepShipment(client, command)
  return command
}

/**
 * Ships all that is left at one place under a label that is made first, now and then after another was spoiled: dispatched,
 * or shipped under its number. Where the label is refused, without one.
 */
export async function shipLabelled(
  client: Client,
  order: OwnOrder,
  work: Work,
  mayRefuse: readonly string[],
): Promise<Command> {
  const spoiled = client.random.next() < 0.2 ? await makeLabel(client, order, work, mayRefuse) : undefined
  if (spoiled?.id !== undefined) {
    const about = { kind: 'void' as const, orderId: order.id, trackingNumber: spoiled.trackingNumber }
    await act(client, { about, path: `/shipments/${spoiled.id}/void`, body: {}, mayRefuse })
  }
  const { id, trackingNumber } = await makeLabel(client, order, work, mayRefuse)
  if (id === undefined) return shipRest(client, order, work, mayRefuse)
  const isDispatched = client.random.next() < 0.5
  const command = await act(client, {
    about: { kind: 'ship', orderId: order.id, trackingNumber },
    path: isDispatched ? `/shipments/${id}/dispatch` : `/fulfillment-orders/${work.id}/shipments`,
    body: isDispatched ? {} : { carrier, trackingNumber },
    mayRefuse,
  })
  keepShipment(client, command)
  return command
}

/** Makes a label for all that is left at one place. */
async function makeLabel(
  client: Client,
  order: OwnOrder,
  { id }: Work,
  mayRefuse: readonly string[],
): Promise<{ id: string | undefined; trackingNumber: string }> {
  const trackingNumber = newName(client)
  const command = await act(client, {
    about: { kind: 'label', orderId: order.id, trackingNumber },
    path: `/fulfillment-orders/${id}/labels`,
    body: { carrier, trackingNumber },
    mayRefuse,
  })
  return { id: resultOf<{ id: string }>(command)?.id, trackingNumber }
}

/** Ships one unit of the first line that has more. */
async function shipPart(client: Client, order: OwnOrder, { id }: Work): Promise<void> {
  type Detail = { lines: { lineNumber: number; quantity: number }[] }
  const found = await look<Detail>(client.field, client.random, `/fulfillment-orders/${id}`)
  const line = found?.lines.find(({ quantity }) => quantity > 1)
  if (line === undefined) return
  const trackingNumber = newName(client)
  const command = await act(client, {
    about: { kind: 'ship', orderId: order.id, trackingNumber },
    path: `/fulfillment-orders/${id}/shipments`,
    body: { carrier, trackingNumber, lines: [{ lineNumber: line.lineNumber, quantity: 1 }] },
    mayRefuse: [],
  })
  keepShipment(client, command)
}

function keepShipment(client: Client, command: Command): void {
  const shipment = resultOf<OwnShipment>(command)
  if (shipment !== undefined) client.shipments.push(shipment)
}

/** What carriers say of a parcel, by the minutes after it left. */
const scanPlan = [
  ['picked_up', 1],
  ['in_transit', 2],
  ['lost', 3],
  ['returned_to_sender', 4],
  ['out_for_delivery', 5],
  ['delivered', 6],
  ['delivered', 7],
] as const

/** Tells scans of a few parcels doubled, in any order, some one by one and some together, some at the same time. */
export async function track(client: Client): Promise<boolean> {
  const { random, shipments } = client
  if (shipments.length === 0) return false
  const chosen = random.shuffled(shipments).slice(0, random.integer(1, 3))
  const scans = chosen.flatMap((shipment) =>
    scanPlan.flatMap(([code, minutes]) => {
      const occurredAt = new Date(Date.parse(shipment.shippedAt) + minutes * 60_000).toISOString()
      const times = random.weighted([
        [0, 4],
        [1, 4],
        [2, 2],
      ] as const)
      return Array.from({ length: times }, () => ({ shipment, scan: { shipmentId: shipment.id, occurredAt, code } }))
    }),
  )
  const shuffled = random.shuffled(scans)
  const alone = shuffled.splice(0, random.integer(0, 3))
  const tellings = [
    ...alone.map(({ scan }) => tellOne(client, scan)),
    ...(shuffled.length > 0 ? [tellMany(client, shuffled)] : []),
  ]
  await Promise.all(tellings)
  if (random.next() < 0.6) client.shipments = shipments.filter((shipment) => !chosen.includes(shipment))
  return true
}

function tellOne(client: Client, scan: Scan): Promise<Command> {
  const { shipmentId, occurredAt, code } = scan
  const path = `/shipments/${shipmentId}/tracking-events`
  return act(client, { about: { kind: 'track', scans: [scan] }, path, body: { occurredAt, code }, mayRefuse: [] })
}

function tellMany(client: Client, scans: readonly { shipment: OwnShipment; scan: Scan }[]): Promise<Command> {
  const events = scans.map(({ shipment, scan: { occurredAt, code } }) => {
    return { carrier: shipment.carrier, trackingNumber: shipment.trackingNumber, occurredAt, code }
  })
  const about = { kind: 'track' as const, scans: scans.map(({ scan }) => scan) }
  return act(client, { about, path: '/tracking-events', body: { events }, mayRefuse: [] })
}

/** Receives goods that there are too few of. */
export async function receive(client: Client): Promise<boolean> {
  const { random } = client
  const { shanghai: locationId } = client.field.shop
  const received = { sku: random.pick([skus.scarce, skus.awaited]), quantity: random.integer(1, 8) }
  const body = { locationId, reference: newName(client), lines: [received] }
  await act(client, { about: { kind: 'receive', ...received }, path: '/stock/receipts', body, mayRefuse: [] })
  return true
}
