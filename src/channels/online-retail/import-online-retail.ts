import type { Intake } from '../../orders/intake/place-orders.ts'
import type { PlacedOrderView } from '../../orders/intake/placed-view.ts'
import { type Answer, type Command, runCommand } from '../../platform/command.ts'
import { drain, type Subscriber } from '../../platform/drain.ts'
import { newId } from '../../platform/ids.ts'
import { dayMs } from '../../platform/time.ts'
import type { MovingOrder } from './advance-orders.ts'
import { carryOut } from './carry-out.ts'
import type { StagedLine } from './classify-line.ts'
import { type ImportPlan, planImport, salesDays } from './import-plan.ts'
import {
  countImported,
  countStaged,
  createOutcomeTally,
  type ImportReport,
  type OutcomeTally,
  reportOf,
} from './import-report.ts'
import { countWaiting, finishRun, insertRun, source, stageLines } from './import-store.ts'
import { channel, type Invoice } from './invoice.ts'
import { prepareShop } from './prepare-shop.ts'

/** What a run needs to know. */
export type ImportOptions = {
  intake: Intake
  merchantId: string
  actor: string
  fileName: string
  /** Everyone who is told of events; they have handled all when the run ends, as far as no worker beside it is at it. */
  subscribers: readonly Subscriber[]
  onProgress?: (progress: ImportProgress) => void
  /** Ends the run between two days; the next run goes on from there. */
  signal?: AbortSignal | undefined
}

/** How far a run has come; lines are those that become lines of orders, `earlier` of them by a run before this one. */
export type ImportProgress = {
  step: 'reading' | 'preparing' | 'importing' | 'finishing'
  lines: number
  earlier: number
  of: number
}

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
  onProgress({ step: 'reading', lines: 0, earlier: 0, of: 0 })
  const plan = await planImport(bytes)
  const of = linesOf(plan.invoices)
  onProgress({ step: 'preparing', lines: 0, earlier: 0, of })
  const startedAt = intake.runtime.clock()
  const run = { id: newId(startedAt), source, fileName, actor, startedAt }
  const tally = createOutcomeTally()
  const stage = async (staged: readonly StagedLine[]) => {
    await command(options, startedAt, ({ tx }) => stageLines(tx, run, staged))
    countStaged(tally, staged)
  }
  await command(options, startedAt, ({ tx }) => insertRun(tx, run))
  await stage(plan.staged)
  const made = await command(options, openingOf(plan, startedAt), (context) => prepareShop(context, plan.invoices))
  await drainAll(options)
  const onAnswer = (invoice: Invoice, answer: Answer) => keepAnswer(invoice, answer, { tally, stage })
  let lines = 0
  onProgress({ step: 'importing', lines, earlier: 0, of })
  for await (const day of carryOut({ ...options, onAnswer }, salesDays(plan.invoices))) {
    lines += linesOf(day.invoices)
    onProgress({ step: 'importing', lines, earlier: tally.earlierLines, of })
  }
  onProgress({ step: 'finishing', lines, earlier: tally.earlierLines, of })
  await drainAll(options)
  return command(options, intake.runtime.clock(), async ({ tx, now }) => {
    const report = reportOf(plan.tally, tally, { ...made, ordersWaiting: await countWaiting(tx, channel.code) })
    await finishRun(tx, run, now, report)
    return report
  })
}

type Outcome = { tally: OutcomeTally; stage: (staged: readonly StagedLine[]) => Promise<void> }

/** Counts what became of an invoice; answers the order that is to move on, which one that has ended is not. */
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
  countImported(tally, invoice, { pence: order.total, isEarlier: status === 200 })
  const isHeld = order.status === 'submitted'
  return isHeld || order.status === 'confirmed' ? { orderId: order.id, invoice: invoice.number, isHeld } : undefined
}

/** The shop opens the day before its first sale. */
function openingOf({ invoices }: ImportPlan, now: Date): Date {
  const first = invoices[0]?.at
  return first === undefined ? now : new Date(first.getTime() - dayMs)
}

function linesOf(invoices: readonly Invoice[]): number {
  return invoices.reduce((lines, invoice) => lines + invoice.lines.length, 0)
}

async function drainAll({ intake, merchantId, subscribers }: ImportOptions): Promise<void> {
  for (const subscriber of subscribers) await drain(intake.runtime, merchantId, subscriber)
}

function command<T>(
  { intake, merchantId, actor }: ImportOptions,
  now: Date,
  work: (command: Command) => Promise<T>,
): Promise<T> {
  return runCommand(intake.runtime, { merchantId, actor, now }, work)
}
