import type { PlaceOrderItem } from '../../orders/intake/place-order-item.ts'
import { type Intake, placeOrders } from '../../orders/intake/place-orders.ts'
import type { PlacedOrderView } from '../../orders/intake/placed-view.ts'
import { runInHalves } from '../../platform/batch.ts'
import { type Answer, type Command, hashRequest, runCommand } from '../../platform/command.ts'
import { newId } from '../../platform/ids.ts'
import { dayMs } from '../../platform/time.ts'
import { deliverOrders, type MovingOrder, shipOrders } from './advance-orders.ts'
import { ahead } from './ahead.ts'
import type { StagedLine } from './classify-line.ts'
import { type ImportPlan, planImport, type SalesDay, salesDays } from './import-plan.ts'
import {
  countImported,
  countStaged,
  createOutcomeTally,
  type ImportReport,
  type OutcomeTally,
  reportOf,
} from './import-report.ts'
import { finishRun, insertRun, stageLines } from './import-store.ts'
import { type Invoice, orderOf } from './invoice.ts'
import { prepareShop } from './prepare-shop.ts'

/** What a run needs to know. */
export type ImportOptions = {
  intake: Intake
  merchantId: string
  actor: string
  fileName: string
  /** Handles all events of the merchant that are due; answers how many. */
  drain: () => Promise<number>
  onProgress?: (progress: ImportProgress) => void
  /** Ends the run between two days; the next run goes on from there. */
  signal?: AbortSignal
}

/** How far a run has come; lines are those that become orders. */
export type ImportProgress = { step: 'reading' | 'preparing' | 'importing' | 'finishing'; lines: number; of: number }

const source = 'online-retail'

/**
 * Imports a file of Online Retail II: every sale goes through intake as an order of its own and ends shipped and completed
 * by the file's clock; every other line is kept aside with its reason. Done again it imports nothing twice; after a run that
 * was cut off it goes on from there.
 * @throws FileBroken for a file that cannot be read; nothing was done then
 */
export async function importOnlineRetail(
  options: ImportOptions,
  bytes: AsyncIterable<Uint8Array>,
): Promise<ImportReport> {
  const { intake, fileName, actor, onProgress = () => {} } = options
  onProgress({ step: 'reading', lines: 0, of: 0 })
  const plan = await planImport(bytes)
  const { clock } = intake.runtime
  const startedAt = clock()
  const run = { id: newId(startedAt), source, fileName, actor, startedAt }
  const tally = createOutcomeTally()
  const of = plan.invoices.reduce((lines, invoice) => lines + invoice.lines.length, 0)
  onProgress({ step: 'preparing', lines: 0, of })
  await command(options, startedAt, ({ tx }) => insertRun(tx, run))
  const stage = async (staged: readonly StagedLine[]) => {
    await command(options, startedAt, ({ tx }) => stageLines(tx, run, staged))
    countStaged(tally, staged)
  }
  await stage(plan.staged)
  const made = await command(options, openingOf(plan, startedAt), (context) => prepareShop(context, plan.invoices))
  await options.drain()
  let lines = 0
  for await (const done of deliver(
    options,
    ahead(ship(options, ahead(place(options, plan, { tally, stage }), 1)), 1),
  )) {
    lines += done
    onProgress({ step: 'importing', lines, of })
  }
  onProgress({ step: 'finishing', lines, of })
  await options.drain()
  const report = reportOf(plan.tally, tally, { productsMade: made.products, unitsReceived: made.unitsReceived })
  await command(options, startedAt, ({ tx }) => finishRun(tx, run.id, clock(), report))
  return report
}

type Placed = { day: SalesDay; orders: MovingOrder[]; lines: number }

type Outcome = { tally: OutcomeTally; stage: (staged: readonly StagedLine[]) => Promise<void> }

/** The shop opens the day before its first sale. */
function openingOf({ invoices }: ImportPlan, now: Date): Date {
  const first = invoices[0]?.at
  return first === undefined ? now : new Date(first.getTime() - dayMs)
}

async function* place(options: ImportOptions, plan: ImportPlan, outcome: Outcome): AsyncGenerator<Placed> {
  const run = placeOrders(options.intake)
  for (const day of salesDays(plan.invoices)) {
    options.signal?.throwIfAborted()
    const items = day.invoices.map((invoice) => itemOf(invoice, options.actor))
    const outcomes = await runInHalves(run, options.merchantId, items)
    const orders: MovingOrder[] = []
    let lines = 0
    for (const [index, invoice] of day.invoices.entries()) {
      const result = outcomes[index]
      if (result === undefined || 'refusal' in result) throw result?.refusal
      const order = await keepAnswer(invoice, result.value, outcome)
      if (order !== undefined) orders.push(order)
      lines += invoice.lines.length
    }
    yield { day, orders, lines }
  }
}

function itemOf(invoice: Invoice, actor: string): PlaceOrderItem {
  const input = orderOf(invoice)
  return { input, contentHash: hashRequest(input), actor, at: invoice.at }
}

/** Counts what became of an invoice, and answers the order that is to move on. */
async function keepAnswer(
  invoice: Invoice,
  { status, body }: Answer,
  { tally, stage }: Outcome,
): Promise<MovingOrder | undefined> {
  if (status >= 400) {
    const { code } = body as { code: string }
    await stage(invoice.lines.map((line) => ({ line, reason: 'refused', detail: code })))
    return undefined
  }
  const order = body as PlacedOrderView
  countImported(tally, invoice, order.total)
  if (status === 200) tally.earlierOrders++
  if (order.status === 'confirmed') return { orderId: order.id, invoice: invoice.number }
  if (order.status !== 'completed') tally.waitingOrders++
  return undefined
}

async function* ship(options: ImportOptions, placed: AsyncIterable<Placed>): AsyncGenerator<Placed> {
  for await (const portion of placed) {
    const { orders, day } = portion
    if (orders.length > 0) await command(options, day.shippedAt, (context) => shipOrders(context, orders))
    yield portion
  }
}

async function* deliver(options: ImportOptions, shipped: AsyncIterable<Placed>): AsyncGenerator<number> {
  for await (const { orders, day, lines } of shipped) {
    if (orders.length > 0) await command(options, day.deliveredAt, (context) => deliverOrders(context, orders))
    yield lines
  }
}

function command<T>(
  { intake, merchantId, actor }: ImportOptions,
  now: Date,
  work: (command: Command) => Promise<T>,
): Promise<T> {
  return runCommand(intake.runtime, { merchantId, actor, now }, work)
}
