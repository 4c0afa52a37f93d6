import { basename } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type ImportProgress, importOnlineRetail } from '../channels/online-retail/import-online-retail.ts'
import type { ImportReport } from '../channels/online-retail/import-report.ts'
import type { Config } from '../config.ts'
import { hasWaitingEvents } from '../platform/drain.ts'
import type { Runtime } from '../platform/runtime.ts'
import { monotonicMs } from '../platform/time.ts'
import { openIntake } from '../shell/build-app.ts'
import { drainMerchant } from '../shell/run-drains.ts'
import { listenForStop } from '../shell/stop-request.ts'
import { subscribers } from '../shell/subscribers.ts'
import { chooseMerchant } from './key-command.ts'
import { openFile } from './open-file.ts'
import { createProgressBar, grouped, type ProgressBar } from './progress-bar.ts'
import { withInstance } from './with-instance.ts'

/** What `yidan import online-retail` is called with. */
export type ImportArguments = {
  /** The file; the standard input when left out, or `-`. */
  file?: string | undefined
  /** The merchant's code; the first merchant when left out. */
  merchant?: string | undefined
  /** One JSON document instead of text for people. */
  json?: boolean | undefined
}

/** One for each stage that overlaps with the others, and one for the numbers of orders. */
const connections = 6
const waitMs = 100
const longestExample = 100

/**
 * `yidan import online-retail`: imports a file and answers what became of it, as text. An installation that does not run is
 * started for it. Ctrl-C ends it in order; the next run goes on from there.
 * @throws FileBroken, ConfigError, FolderInUse, Error when the file or the database cannot be reached, or on Ctrl-C
 */
export async function importCommand(
  { file, merchant, json = false }: ImportArguments,
  config: Config,
): Promise<string> {
  const path = file === '-' ? undefined : file
  const startedMs = monotonicMs()
  const stop = listenForStop()
  const stopping = new AbortController()
  void stop.asked.then(() =>
    stopping.abort(new Error('stopped; what was imported is kept, and the next run goes on from there')),
  )
  const report = await withInstance(config, { connections, onProgress: say }, async (runtime) => {
    const merchantId = await chooseMerchant(runtime, merchant)
    const imported = await importOnlineRetail(
      {
        intake: openIntake(runtime),
        merchantId,
        actor: 'system:import',
        fileName: path === undefined ? '' : basename(path),
        subscribers,
        onProgress: progressTeller(),
        signal: stopping.signal,
      },
      openFile(path),
    )
    await untilHandled(runtime, merchantId, stopping.signal)
    return imported
  })
  const seconds = Math.round((monotonicMs() - startedMs) / 10) / 100
  return json ? `${JSON.stringify({ ...report, seconds }, null, 2)}\n` : reportText(report, seconds)
}

/** Beside a worker that runs, the last events may be in its hands. */
async function untilHandled(runtime: Runtime, merchantId: string, signal: AbortSignal): Promise<void> {
  while (!signal.aborted && (await hasWaitingEvents(runtime, merchantId))) {
    if ((await drainMerchant(runtime, merchantId)) === 0) await pause(waitMs)
  }
}

function progressTeller(): (progress: ImportProgress) => void {
  let bar: ProgressBar | undefined
  const isTerminal = process.stderr.isTTY === true
  const screen = { write: (text: string) => void process.stderr.write(text), isTerminal, nowMs: monotonicMs }
  return ({ step, lines, earlier, of }) => {
    if (step === 'reading') say('reading the file')
    else if (step === 'preparing') say(`${grouped(of)} lines are sales; making products and receiving their stock`)
    else if (step === 'importing') {
      bar ??= createProgressBar('importing', of, screen)
      bar.show(lines, earlier)
    } else {
      bar?.end()
      say('handling the last events')
    }
  }
}

/** The summary for people. */
export function reportText(report: ImportReport, seconds: number): string {
  const { file, imported, staged } = report
  const sum = (name: string, { lines, amount }: { lines: number; amount: string }) =>
    `${name.padEnd(22)}${grouped(lines).padStart(10)} lines ${amount.padStart(16)} GBP`
  const reasons = staged.reasons.flatMap(({ reason, example, ...rest }) => {
    const detail = example.detail === '' ? '' : ` (${example.detail})`
    return [sum(`  ${reason}`, rest), `    like line ${grouped(example.line)}${detail}: ${shortened(example.text)}`]
  })
  const table = [sum('file', file), sum('imported', imported), sum('kept aside', staged), ...reasons]
  const again = report.ordersPlacedEarlier > 0 ? ` (${grouped(report.ordersPlacedEarlier)} by an earlier run)` : ''
  const waiting = report.ordersWaiting > 0 ? `; ${grouped(report.ordersWaiting)} are held and wait` : ''
  return `${[
    ...table,
    ...(staged.lines > 0 ? ['`npm run yidan -- import staged` prints every line that is kept aside'] : []),
    `${grouped(file.invoices)} invoices became ${grouped(imported.orders)} orders${again}${waiting}`,
    `orders come to ${imported.ordersTotal} GBP: each line is rounded once, ${imported.rounding} GBP in all`,
    `${grouped(report.productsMade)} products made, ${grouped(report.unitsReceived)} units received`,
    report.addsUp ? 'lines and money add up to the file' : 'LINES OR MONEY DO NOT ADD UP TO THE FILE',
    `${seconds.toFixed(1)} s, ${grouped(Math.round(file.lines / seconds))} lines a second`,
  ].join('\n')}\n`
}

function shortened(text: string): string {
  const [first = ''] = text.split('\n')
  return first.length > longestExample || first !== text ? `${first.slice(0, longestExample)}…` : first
}

function say(line: string): void {
  process.stderr.write(`${line}\n`)
}
