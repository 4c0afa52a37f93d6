import { restartFigures } from '../analytics/build-figures.ts'
import { findBuild } from '../analytics/figure-store.ts'
import type { Config } from '../config.ts'
import { runCommand, runQuery } from '../platform/command.ts'
import { continueFiguresOf } from '../shell/continue-figures.ts'
import { listenForStop } from '../shell/stop-request.ts'
import { chooseMerchant } from './key-command.ts'
import { grouped } from './progress-bar.ts'
import { withInstance } from './with-instance.ts'

/**
 * `yidan rebuild-figures`: makes a merchant's sums anew from its orders and their events, or goes on where that was broken
 * off. Answers of how many orders they are, as text.
 * @throws Error on Ctrl-C
 */
export function rebuildFiguresCommand(
  { merchant }: { merchant?: string | undefined },
  config: Config,
): Promise<string> {
  const stop = listenForStop()
  let isStopping = false
  void stop.asked.then(() => {
    isStopping = true
  })
  const onProgress = (line: string) => void process.stderr.write(`${line}\n`)
  return withInstance(config, { connections: 2, onProgress }, async (runtime) => {
    const merchantId = await chooseMerchant(runtime, merchant)
    const build = await runQuery(runtime, { merchantId }, ({ tx }) => findBuild(tx))
    if (build?.completedAt != null)
      await runCommand(runtime, { merchantId, actor: 'system:command-line' }, (command) => restartFigures(command))
    const made = await continueFiguresOf(runtime, merchantId, {
      isOver: () => isStopping,
      onProgress: ({ orders }) => onProgress(`${grouped(orders)} orders`),
    })
    if (made?.completedAt == null) throw new Error('stopped; the worker goes on from there, and so does the next run')
    return `the figures are made of ${grouped(made.orders)} orders\n`
  })
}
