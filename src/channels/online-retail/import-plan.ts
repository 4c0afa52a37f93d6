import { dayMs, hourMs } from '../../platform/time.ts'
import { classifyLine, type SaleLine, type StagedLine } from './classify-line.ts'
import { countLine, createTally, type FileTally } from './import-report.ts'
import { groupInvoices, type Invoice } from './invoice.ts'
import { readFile } from './read-file.ts'

/** What a file asks for: invoices in the order of their time, and the lines that are kept aside. */
export type ImportPlan = { invoices: Invoice[]; staged: StagedLine[]; tally: FileTally }

/** The invoices of one day, and by the file's clock when their goods leave and when they arrive. */
export type SalesDay = { invoices: Invoice[]; shippedAt: Date; deliveredAt: Date }

/**
 * Reads a file and decides what becomes of each line. Nothing has been done yet when it throws.
 * @throws FileBroken
 */
export async function planImport(bytes: AsyncIterable<Uint8Array>): Promise<ImportPlan> {
  const sales: SaleLine[] = []
  const staged: StagedLine[] = []
  const tally = createTally()
  for await (const lines of readFile(bytes)) {
    for (const line of lines) {
      countLine(tally, line)
      const what = classifyLine(line)
      if ('sale' in what) sales.push(what.sale)
      else staged.push(what.staged)
    }
  }
  const invoices = groupInvoices(sales).sort((a, b) => a.at.getTime() - b.at.getTime())
  return { invoices, staged, tally }
}

/** All parcels of a day leave together the next morning at nine, and arrive two days later at noon. */
export function salesDays(invoices: readonly Invoice[]): SalesDay[] {
  const byDay = Map.groupBy(invoices, ({ at }) => Math.floor(at.getTime() / dayMs) * dayMs)
  return [...byDay].map(([dayStart, ofDay]) => ({
    invoices: ofDay,
    shippedAt: new Date(dayStart + dayMs + 9 * hourMs),
    deliveredAt: new Date(dayStart + 3 * dayMs + 12 * hourMs),
  }))
}
