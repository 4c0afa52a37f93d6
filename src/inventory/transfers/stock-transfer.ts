/*
 * A stock transfer: goods that one place sends to another. It is not a shipment (that goes to a customer). What has left
 * and not arrived is in transit: of neither place's stock, and incoming at the other. Pure; the web imports it.
 */
import { DomainError, type Facts } from '../../platform/errors.ts'
import { type ActionTable, applyAction, checkMachine } from '../../platform/states.ts'

/** Where a transfer stands. */
export type TransferStatus = (typeof transferStatuses)[number]

/** Every status of a transfer. */
export const transferStatuses = ['draft', 'ready', 'in_transit', 'partially_received', 'received', 'cancelled'] as const

/** The whole life of a transfer: each action, the states it may start from, and where it leads. */
export const transferActions = {
  makeReady: { from: ['draft'], to: 'ready' },
  dispatch: { from: ['ready'], to: 'in_transit' },
  receivePart: { from: ['in_transit', 'partially_received'], to: 'partially_received' },
  receiveRest: { from: ['in_transit', 'partially_received'], to: 'received' },
  cancel: { from: ['draft', 'ready'], to: 'cancelled' },
} as const satisfies ActionTable<TransferStatus>

checkMachine<TransferStatus>(transferActions, {
  initial: 'draft',
  states: transferStatuses,
  terminal: ['received', 'cancelled'],
})

/** One item of a transfer: how many are to go, have left, and have arrived. */
export type TransferLine = { lineNumber: number; itemId: string; quantity: number; sent: number; received: number }

/** Goods on their way, planned or done, between two places. */
export type StockTransfer = {
  id: string
  fromLocationId: string
  toLocationId: string
  status: TransferStatus
  reference: string
  version: number
  createdAt: Date
  lines: TransferLine[]
}

/** So many of one line. */
export type TransferQuantity = { lineNumber: number; quantity: number }

/** Goods of one line that an action moves; `field` is the line that asked for them, or the transfer's own where none did. */
export type MovedGoods = TransferQuantity & { itemId: string; field: string }

/** A transfer after an action, and how many of each line the action moved. */
export type TransferStep = { transfer: StockTransfer; moved: MovedGoods[] }

/**
 * Ends the planning of a transfer.
 * @throws DomainError conflict `action_not_allowed`
 */
export function makeReady(transfer: StockTransfer): StockTransfer {
  return { ...transfer, status: applyAction(transferActions, 'makeReady', transfer.status) }
}

/**
 * Sends the goods off, all at once: all that was planned, or as many as `quantities` says; a line it does not name stays.
 * @throws DomainError conflict `action_not_allowed`; refused `unknown_line`, `line_named_twice`, `more_than_planned`,
 *   `nothing_moves`
 */
export function sendGoods(transfer: StockTransfer, quantities?: readonly TransferQuantity[]): TransferStep {
  const status = applyAction(transferActions, 'dispatch', transfer.status)
  const moved = movedLines(transfer, quantities, (line) => line.quantity, 'more_than_planned')
  return { transfer: { ...transfer, status, lines: addTo(transfer.lines, 'sent', moved) }, moved }
}

/**
 * Takes in goods that arrived: all that is under way, or as many as `quantities` says. What never arrives is taken in, and
 * then written off at the receiving place as lost.
 * @throws DomainError conflict `action_not_allowed`; refused `unknown_line`, `line_named_twice`, `more_than_sent`,
 *   `nothing_moves`
 */
export function receiveGoods(transfer: StockTransfer, quantities?: readonly TransferQuantity[]): TransferStep {
  applyAction(transferActions, 'receivePart', transfer.status)
  const moved = movedLines(transfer, quantities, underWay, 'more_than_sent')
  const lines = addTo(transfer.lines, 'received', moved)
  const action = lines.every((line) => underWay(line) === 0) ? 'receiveRest' : 'receivePart'
  return { transfer: { ...transfer, status: applyAction(transferActions, action, transfer.status), lines }, moved }
}

/**
 * Calls off a transfer of which nothing has left.
 * @throws DomainError conflict `action_not_allowed`
 */
export function callOff(transfer: StockTransfer): StockTransfer {
  return { ...transfer, status: applyAction(transferActions, 'cancel', transfer.status) }
}

/** How many of a line have left and not arrived. */
export function underWay(line: Pick<TransferLine, 'sent' | 'received'>): number {
  return line.sent - line.received
}

function movedLines(
  transfer: StockTransfer,
  quantities: readonly TransferQuantity[] | undefined,
  most: (line: TransferLine) => number,
  tooMany: string,
): MovedGoods[] {
  const wanted = quantities ?? transfer.lines.map((line) => ({ lineNumber: line.lineNumber, quantity: most(line) }))
  const lines = new Map(transfer.lines.map((line) => [line.lineNumber, line]))
  const named = new Set<number>()
  const moved = wanted.map(({ lineNumber, quantity }, index) => {
    const line = lines.get(lineNumber)
    const refuse = (code: string, name: string, facts: Facts = {}) =>
      new DomainError('refused', code, { field: `lines[${index}].${name}`, facts: { lineNumber, ...facts } })
    if (line === undefined) throw refuse('unknown_line', 'lineNumber')
    if (named.has(lineNumber)) throw refuse('line_named_twice', 'lineNumber')
    named.add(lineNumber)
    if (quantity > most(line)) throw refuse(tooMany, 'quantity', { quantity, most: most(line) })
    return { lineNumber, quantity, itemId: line.itemId, field: `lines[${index}].quantity` }
  })
  const some = moved.filter(({ quantity }) => quantity > 0)
  if (some.length === 0) throw new DomainError('refused', 'nothing_moves', { field: 'lines' })
  return some
}

function addTo(
  lines: readonly TransferLine[],
  counter: 'sent' | 'received',
  moved: readonly TransferQuantity[],
): TransferLine[] {
  const quantities = new Map(moved.map(({ lineNumber, quantity }) => [lineNumber, quantity]))
  return lines.map((line) => ({ ...line, [counter]: line[counter] + (quantities.get(line.lineNumber) ?? 0) }))
}
