/*
 * How a fulfillment order moves on. Pure: each function takes the progress so far and answers a new one, with a step for
 * each event that its history gets, so that a shipment out of hand still reads released → picking → packed → closed.
 */
import { DomainError } from '../platform/errors.ts'
import { type ActionOf, applyAction } from '../platform/states.ts'
import {
  type FulfillmentHold,
  type FulfillmentLine,
  type FulfillmentOrder,
  type FulfillmentOrderStatus,
  type FulfillmentVerb,
  fulfillmentOrderActions,
  leftToPack,
  leftToPick,
  leftToShip,
  type ShortReason,
} from './fulfillment-order.ts'
import { type LineShare, perLine } from './line-shares.ts'
import { labelsWithoutGoods } from './shipments/open-labels.ts'
import type { Parcel } from './shipments/shipment.ts'

/** One event of a fulfillment order's history. */
export type FulfillmentStep = {
  type: `fulfillment_order.${FulfillmentVerb}`
  from: FulfillmentOrderStatus
  to: FulfillmentOrderStatus
  facts: object
}

/** A fulfillment order as it is becoming, the steps since it was read, and the labels whose goods fell away meanwhile. */
export type Progress = {
  fulfillmentOrder: FulfillmentOrder
  steps: readonly FulfillmentStep[]
  stopped: readonly Parcel[]
}

/** A fulfillment order as it was read. */
export function begin(fulfillmentOrder: FulfillmentOrder): Progress {
  return { fulfillmentOrder, steps: [], stopped: [] }
}

/** Goods taken from the shelf. @throws DomainError `action_not_allowed` */
export function pick(progress: Progress, shares: readonly LineShare[]): Progress {
  const to = act(progress, 'pick')
  const picked = changeLines(progress, shares, (line, quantity) => ({ ...line, picked: line.picked + quantity }))
  return settle(step(picked, 'picked', to, { lines: perLine(shares) }))
}

/** Goods that were not found on the shelf; a label that counted on them is stopped. @throws DomainError `action_not_allowed` */
export function pickShort(progress: Progress, shares: readonly LineShare[], reason: ShortReason): Progress {
  const to = act(progress, 'pick')
  const short = changeLines(progress, shares, (line, quantity) => ({ ...line, short: line.short + quantity }))
  return settle(stopLabels(step(short, 'short_picked', to, { lines: perLine(shares), shortReason: reason })))
}

/** Picked goods put into parcels; packed when nothing is left to pick or to pack. @throws DomainError `action_not_allowed` */
export function pack(progress: Progress, shares: readonly LineShare[]): Progress {
  act(progress, 'pack')
  const packed = changeLines(progress, shares, (line, quantity) => ({ ...line, packed: line.packed + quantity }))
  const facts = { lines: perLine(shares) }
  const settled = settle(packed, facts)
  return settled === packed ? step(packed, 'packed', progress.fulfillmentOrder.status, facts) : settled
}

/** Keeps goods for a parcel that has its label and has not left. @throws DomainError `action_not_allowed` */
export function addLabel(progress: Progress, label: Parcel): Progress {
  requireUnderWay(progress, 'label')
  return withLabels(progress, [...progress.fulfillmentOrder.labels, label])
}

/**
 * Goods that leave, picked and packed on the way where they were not yet; their label, if they had one, is used up.
 * Closed when that was the last.
 * @throws DomainError `action_not_allowed`
 */
export function ship(progress: Progress, shares: readonly LineShare[], shipmentId: string): Progress {
  const begun = beginShipping(progress)
  const shipped = changeLines(begun, shares, (line, quantity) => {
    const gone = line.shipped + quantity
    return { ...line, shipped: gone, packed: Math.max(line.packed, gone), picked: Math.max(line.picked, gone) }
  })
  const labels = shipped.fulfillmentOrder.labels.filter(({ id }) => id !== shipmentId)
  const settled = settle(withLabels(shipped, labels), { shipmentId })
  if (settled.fulfillmentOrder.status === 'closed') return settled
  return step(settled, 'shipped', settled.fulfillmentOrder.status, { shipmentId })
}

/**
 * Follows the allocations: what a line no longer has allocated is no longer wanted, and goes back to the shelf if it was
 * picked; a label that counted on it is stopped. Changes nothing where both agree.
 */
export function reduce(progress: Progress, allocatedTo: (line: FulfillmentLine) => number): Progress {
  let units = 0
  const lines = progress.fulfillmentOrder.lines.map((line) => {
    const surplus = leftToShip(line) - allocatedTo(line)
    if (surplus <= 0) return line
    units += surplus
    const cancelled = line.cancelled + surplus
    const picked = Math.min(line.picked, line.quantity - line.short - cancelled)
    return { ...line, cancelled, picked, packed: Math.min(line.packed, picked) }
  })
  if (units === 0) return progress
  const reduced = stopLabels(withLines(progress, lines))
  const settled = settle(reduced, { units })
  return settled === reduced ? step(reduced, 'reduced', progress.fulfillmentOrder.status, { units }) : settled
}

/** Puts a hold of the place on the work, before picking has begun. @throws DomainError `action_not_allowed` */
export function placeHold(progress: Progress, hold: FulfillmentHold): Progress {
  const { status, holds } = progress.fulfillmentOrder
  const to = status === 'on_hold' ? status : act(progress, 'hold')
  return step(withHolds(progress, [...holds, hold]), 'held', to, { holdId: hold.id })
}

/**
 * Takes a hold of the place off; the work is released when no other hold is left, the order's own included.
 * @throws DomainError `hold_not_found`
 */
export function releaseHold(progress: Progress, holdId: string, orderHeld: boolean): Progress {
  const { status, holds } = progress.fulfillmentOrder
  const left = holds.filter((hold) => hold.id !== holdId)
  if (left.length === holds.length) throw new DomainError('not_found', 'hold_not_found', { facts: { holdId } })
  const lifted = step(withHolds(progress, left), 'hold_released', status, { holdId })
  return followHolds(lifted, orderHeld)
}

/** Lets the work begin. @throws DomainError `action_not_allowed`, also while a hold is active */
export function release(progress: Progress, orderHeld: boolean): Progress {
  const to = act(progress, 'release')
  const holdIds = progress.fulfillmentOrder.holds.map(({ id }) => id)
  if (orderHeld || holdIds.length > 0) {
    throw new DomainError('conflict', 'action_not_allowed', {
      facts: { action: 'release', state: progress.fulfillmentOrder.status, orderHeld, holdIds },
    })
  }
  return step(progress, 'released', to)
}

/** Holds work that has not begun while its order is held, and releases it when nothing holds it any more. */
export function followHolds(progress: Progress, orderHeld: boolean): Progress {
  const { status, holds } = progress.fulfillmentOrder
  if (status === 'on_hold') return orderHeld || holds.length > 0 ? progress : step(progress, 'released', 'released')
  const mayBeHeld = (fulfillmentOrderActions.hold.from as readonly string[]).includes(status)
  return orderHeld && mayBeHeld ? step(progress, 'held', 'on_hold') : progress
}

function act(progress: Progress, action: ActionOf<typeof fulfillmentOrderActions>): FulfillmentOrderStatus {
  return applyAction(fulfillmentOrderActions, action, progress.fulfillmentOrder.status)
}

/** Shipping a released fulfillment order says that it was picked; from any other state than the next two it is refused. */
function beginShipping(progress: Progress): Progress {
  requireUnderWay(progress, 'ship')
  return progress.fulfillmentOrder.status === 'released' ? step(progress, 'picked', act(progress, 'pick')) : progress
}

const underWay = ['released', 'picking', 'packed'] as const satisfies readonly FulfillmentOrderStatus[]

/** Goods are made ready for parcels while the work is under way, and not held. @throws DomainError `action_not_allowed` */
export function requireUnderWay({ fulfillmentOrder: { status } }: Progress, action: string): void {
  if ((underWay as readonly string[]).includes(status)) return
  throw new DomainError('conflict', 'action_not_allowed', {
    facts: { action, state: status, allowedFrom: [...underWay] },
  })
}

/** Takes off the labels whose goods are no longer all there: a parcel that cannot be as it is labelled does not leave. */
function stopLabels(progress: Progress): Progress {
  const stopped = labelsWithoutGoods(progress.fulfillmentOrder)
  if (stopped.length === 0) return progress
  const left = progress.fulfillmentOrder.labels.filter((label) => !stopped.includes(label))
  return { ...withLabels(progress, left), stopped: [...progress.stopped, ...stopped] }
}

/**
 * Takes the steps that the quantities entail: packed when all that was picked is packed and nothing is left to pick, closed
 * when the rest has shipped, cancelled when there is no rest and nothing shipped. Gives the same progress back when none.
 */
function settle(progress: Progress, facts: object = {}): Progress {
  const { status, lines } = progress.fulfillmentOrder
  const isDone = lines.every((line) => leftToShip(line) === 0)
  if (isDone && lines.every((line) => line.shipped === 0)) {
    return step(progress, 'cancelled', act(progress, 'cancel'), facts)
  }
  const isPacked = lines.every((line) => leftToPick(line) === 0 && leftToPack(line) === 0)
  const packed = status === 'picking' && isPacked ? step(progress, 'packed', act(progress, 'pack'), facts) : progress
  return isDone ? step(packed, 'closed', act(packed, 'close'), facts) : packed
}

function step(progress: Progress, verb: FulfillmentVerb, to: FulfillmentOrderStatus, facts: object = {}): Progress {
  const { fulfillmentOrder, steps } = progress
  const taken: FulfillmentStep = { type: `fulfillment_order.${verb}`, from: fulfillmentOrder.status, to, facts }
  return { ...progress, fulfillmentOrder: { ...fulfillmentOrder, status: to }, steps: [...steps, taken] }
}

function changeLines(
  progress: Progress,
  shares: readonly LineShare[],
  change: (line: FulfillmentLine, quantity: number) => FulfillmentLine,
): Progress {
  const lines = [...progress.fulfillmentOrder.lines]
  for (const { lineNumber, allocationNumber, quantity } of shares) {
    const index = lines.findIndex(
      (line) => line.lineNumber === lineNumber && line.allocationNumber === allocationNumber,
    )
    lines[index] = change(lines[index] as FulfillmentLine, quantity)
  }
  return withLines(progress, lines)
}

function withLines(progress: Progress, lines: readonly FulfillmentLine[]): Progress {
  return { ...progress, fulfillmentOrder: { ...progress.fulfillmentOrder, lines } }
}

function withHolds(progress: Progress, holds: readonly FulfillmentHold[]): Progress {
  return { ...progress, fulfillmentOrder: { ...progress.fulfillmentOrder, holds } }
}

function withLabels(progress: Progress, labels: readonly Parcel[]): Progress {
  return { ...progress, fulfillmentOrder: { ...progress.fulfillmentOrder, labels } }
}
