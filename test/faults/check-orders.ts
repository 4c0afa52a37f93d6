import { type Command, describe, resultOf } from './journal.ts'
import type { FoundOrder, Picture } from './picture.ts'

/** One order as one request, or one row of a bulk request, wanted it. */
type Wish = { marker: string; status: number | undefined; id: string | undefined; command: Command }

/**
 * Every order that was answered with success is there exactly once and no refused one is; what stayed without an answer is
 * there once or not at all; and each order is where the answers about it say.
 */
export function checkOrders(commands: readonly Command[], { orders }: Picture): string[] {
  const wishes = Map.groupBy(commands.flatMap(wishesOf), (wish) => wish.marker)
  const found = Map.groupBy(orders, (order) => order.marker ?? '')
  const placed = [...wishes].flatMap(([marker, list]) => checkWish(marker, list, found.get(marker) ?? []))
  const unasked = [...found]
    .filter(([marker]) => !wishes.has(marker))
    .map(([marker, list]) => `orders that nobody placed: ${list.length} of '${marker}', the first ${list[0]?.id}`)
  const aboutOrders = Map.groupBy(commands.filter(isAboutOrder), orderIdOf)
  const changed = orders.flatMap((order) => checkOrder(order, aboutOrders.get(order.id) ?? []))
  return [...placed, ...unasked, ...repeated(orders, 'number'), ...repeated(orders, 'externalKey'), ...changed]
}

function wishesOf(command: Command): Wish[] {
  const { about, reply } = command
  if (about.kind === 'place') {
    return [{ marker: about.marker, status: reply?.status, id: resultOf<{ id: string }>(command)?.id, command }]
  }
  if (about.kind !== 'place-many') return []
  type Row = { status: number; order?: { id: string } }
  const { results = [] } = resultOf<{ results: Row[] }>(command) ?? {}
  return about.markers.map((marker, index) => {
    return { marker, status: results[index]?.status, id: results[index]?.order?.id, command }
  })
}

function checkWish(marker: string, wishes: readonly Wish[], orders: readonly FoundOrder[]): string[] {
  const ids = new Set(wishes.flatMap(({ id }) => id ?? []))
  const isOpen = wishes.some(({ status }) => status === undefined)
  const most = ids.size > 0 || isOpen ? 1 : 0
  const isThere = [...ids].every((id) => orders.some((order) => order.id === id))
  if (ids.size <= 1 && isThere && orders.length <= most && (ids.size === 0 || orders.length === 1)) return []
  const there = orders.map(({ id, number, status }) => `${id} (number ${number}, ${status})`).join(', ')
  const asked = wishes.map(({ command }) => describe(command)).join('\n  ')
  return [`order ${marker} is there ${orders.length} times: ${there}\n  ${asked}`]
}

function repeated(orders: readonly FoundOrder[], name: 'number' | 'externalKey'): string[] {
  const lists = Map.groupBy(orders, (order) => order[name])
  return [...lists]
    .filter(([value, list]) => value !== null && list.length > 1)
    .map(([value, list]) => `${name} ${value} has ${list.length} orders: ${list.map(({ id }) => id).join(', ')}`)
}

function isAboutOrder({ about }: Command): boolean {
  return 'orderId' in about
}

function orderIdOf({ about }: Command): string {
  return 'orderId' in about ? about.orderId : ''
}

/** Cancelled if and only if a cancellation was answered as done, shipped and paid as far as the answers say. */
function checkOrder(order: FoundOrder, commands: readonly Command[]): string[] {
  const faults: string[] = []
  const isCancelled = commands.some(hasCancelled)
  const parcels = new Map(commands.flatMap(parcelOf).map((parcel) => [parcel.id, parcel.units]))
  const shipped = [...parcels.values()].reduce((sum, units) => sum + units, 0)
  if (isCancelled !== (order.status === 'cancelled'))
    faults.push(`${order.status}, cancelled by answer: ${isCancelled}`)
  if (isCancelled && shipped > 0) faults.push('both cancelled and shipped')
  if (shipped !== order.shipped) faults.push(`${order.shipped} units shipped, ${shipped} by answer`)
  const captured = (order.terms === 'prepaid' ? order.total : 0) + sumOf(commands.map(paidBy))
  if (captured !== order.captured) faults.push(`captured ${order.captured}, ${captured} by answer`)
  const told = commands.map((command) => `\n  ${describe(command)}`).join('')
  return faults.map((fault) => `order ${order.id} (${order.marker}): ${fault}${told}`)
}

function hasCancelled(command: Command): boolean {
  const { about } = command
  if (about.kind === 'answer-cancellation') return about.accepted && about.isWhole && resultOf(command) !== undefined
  return about.kind === 'cancel' && resultOf<{ status: string }>(command)?.status === 'cancelled'
}

function parcelOf(command: Command): { id: string; units: number }[] {
  if (command.about.kind !== 'ship') return []
  const shipment = resultOf<{ id: string; lines: { quantity: number }[] }>(command)
  return shipment === undefined
    ? []
    : [{ id: shipment.id, units: sumOf(shipment.lines.map(({ quantity }) => quantity)) }]
}

function paidBy(command: Command): number {
  return command.about.kind === 'pay' && resultOf(command) !== undefined ? command.about.amount : 0
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0)
}
