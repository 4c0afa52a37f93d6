/*
 * The work of a place as it will stand once the server has what waits in this device. It is not a second rule book: the
 * rules are those of the server, from the same files.
 */
import type { getFulfillmentOrderContract } from '../../src/fulfillment/contract.ts'
import {
  type FulfillmentLine,
  type FulfillmentOrder,
  type FulfillmentOrderStatus,
  leftToPack,
  leftToPick,
  leftToShip,
} from '../../src/fulfillment/fulfillment-order.ts'
import { begin, type Progress, pack, pick, pickShort, ship } from '../../src/fulfillment/fulfillment-progress.ts'
import { shareAll, shareOut, type WantedShare } from '../../src/fulfillment/line-shares.ts'
import { DomainError } from '../../src/platform/errors.ts'
import type { AnswerOf } from '../platform/call.ts'
import type { WaitingRequest } from '../platform/outbox/outbox-store.ts'

/** A fulfillment order as the API gives it. */
export type Work = AnswerOf<typeof getFulfillmentOrderContract>

/** One of its lines. */
export type WorkLine = Work['lines'][number]

/** A part of the work that has a screen of its own. */
export type Stage = 'pick' | 'pack' | 'ship'

/** The stages, in the order of the work. */
export const stages = ['pick', 'pack', 'ship'] as const satisfies readonly Stage[]

type Share = { lineNumber?: number; code?: string; quantity: number; short?: number }

/** What a scan comes to. */
export type ScanOutcome =
  | { kind: 'right'; line: WorkLine; left: number }
  | { kind: 'wrong'; why: 'wrong_item' | 'too_many'; code: string; line: WorkLine | null }

/** How many of a line are left to do in a stage. */
export function leftOf(line: WorkLine, stage: Stage): number {
  const whole = wholeLine(line)
  return stage === 'pick' ? leftToPick(whole) : stage === 'pack' ? leftToPack(whole) : leftToShip(whole)
}

/** How many of a line a stage has to do in all, done or not. */
export function wantedOf(line: WorkLine, stage: Stage): number {
  return stage === 'pack' ? line.picked : line.quantity - line.short - line.cancelled
}

/** How many are left in a stage, over all lines. */
export function leftIn(work: Work, stage: Stage): number {
  return work.lines.reduce((sum, line) => sum + leftOf(line, stage), 0)
}

/** The stage that comes next. */
export function stageOf(work: Work): Stage {
  if (leftIn(work, 'pick') > 0 && !isOver(work.status)) return 'pick'
  return leftIn(work, 'pack') > 0 ? 'pack' : 'ship'
}

/** Whether nothing is left to be done. */
export function isOver(status: FulfillmentOrderStatus): boolean {
  return status === 'closed' || status === 'cancelled'
}

/** The lines that bear a scanned code: by barcode, else by SKU, as the server reads it. */
export function linesOfCode(work: Work, code: string): WorkLine[] {
  const byBarcode = work.lines.filter(({ barcode }) => barcode === code)
  return byBarcode.length > 0 ? byBarcode : work.lines.filter(({ sku }) => sku === code)
}

/** Decides what scanning so many of a code comes to. */
export function judgeScan(work: Work, stage: 'pick' | 'pack', code: string, quantity = 1): ScanOutcome {
  const lines = linesOfCode(work, code)
  const [first] = lines
  if (first === undefined) return { kind: 'wrong', why: 'wrong_item', code, line: null }
  const left = lines.reduce((sum, line) => sum + leftOf(line, stage), 0)
  if (left < quantity) return { kind: 'wrong', why: 'too_many', code, line: first }
  return { kind: 'right', line: lines.find((line) => leftOf(line, stage) > 0) ?? first, left: left - quantity }
}

/** The work with what waits done to it. What the rules refuse by now is left out: the server will say so. */
export function withWaiting(work: Work, requests: readonly WaitingRequest[]): Work {
  const mine = requests.filter(({ subject, refusal }) => subject === work.id && refusal === null)
  if (mine.length === 0) return work
  const after = mine.reduce(step, begin(wholeWork(work))).fulfillmentOrder
  const lines = work.lines.map((line, index) => {
    const { picked, short, packed, shipped, cancelled } = after.lines[index] ?? line
    return { ...line, picked, short, packed, shipped, cancelled }
  })
  return { ...work, status: after.status, lines }
}

function step(progress: Progress, request: WaitingRequest): Progress {
  try {
    return done(progress, request)
  } catch (error) {
    if (error instanceof DomainError) return progress
    throw error
  }
}

function done(progress: Progress, { path, body, key }: WaitingRequest): Progress {
  const work = progress.fulfillmentOrder
  const { lines } = (body ?? {}) as { lines?: Share[] }
  const wanted = lines?.map((share) => named(work, share))
  const shares = (roomOf: (line: FulfillmentLine) => number) =>
    wanted === undefined ? shareAll(work, roomOf) : shareOut(work, wanted, roomOf)
  if (path.endsWith('/picks')) {
    const found = wanted?.filter(({ quantity }) => quantity > 0)
    const missing = (lines ?? []).flatMap((share) =>
      share.short === undefined ? [] : [{ ...named(work, share), quantity: share.short }],
    )
    const picked =
      found?.length === 0 ? progress : pick(progress, found ? shareOut(work, found, leftToPick) : shares(leftToPick))
    return missing.length === 0
      ? picked
      : pickShort(picked, shareOut(picked.fulfillmentOrder, missing, leftToPick), 'not_found')
  }
  if (path.endsWith('/packages')) return pack(progress, shares(leftToPack))
  if (path.endsWith('/shipments')) return ship(progress, shares(leftToShip), key)
  return progress
}

/** What a share is of: the code is read as the work's own lines have it. */
function named(work: FulfillmentOrder, { code, lineNumber = 0, quantity }: Share): WantedShare {
  if (code === undefined) return { lineNumber, quantity }
  const lines = work.lines as readonly (FulfillmentLine & Pick<WorkLine, 'sku' | 'barcode'>)[]
  const line = lines.find(({ barcode }) => barcode === code) ?? lines.find(({ sku }) => sku === code)
  return { code, itemId: line?.itemId ?? '', quantity }
}

function wholeWork(work: Work): FulfillmentOrder {
  const { id, orderId, locationId, status, version } = work
  return {
    ...{ id, orderId, locationId, status, version, holds: [], labels: [] },
    createdAt: new Date(work.createdAt),
    updatedAt: new Date(work.updatedAt),
    lines: work.lines.map((line) => ({ ...line, fulfillmentOrderId: id, orderId })),
  }
}

function wholeLine(line: WorkLine): FulfillmentLine {
  return { ...line, fulfillmentOrderId: '', orderId: '' }
}
