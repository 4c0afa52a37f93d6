import { continueFigures } from '../analytics/build-figures.ts'
import { type FigureBuild, findBuild } from '../analytics/figure-store.ts'
import { runCommand, runQuery } from '../platform/command.ts'
import type { Runtime } from '../platform/runtime.ts'
import { monotonicMs } from '../platform/time.ts'
import { findMerchantIds, sumOfEach } from './each-merchant.ts'

/** How long to go on, and who hears of it. */
type BuildOptions = { isOver?: () => boolean; onProgress?: (build: FigureBuild) => void }

/** Goes on making a merchant's sums, portion by portion, until they are complete or it is over; answers how far they are. */
export async function continueFiguresOf(
  runtime: Runtime,
  merchantId: string,
  { isOver = () => false, onProgress = () => {} }: BuildOptions = {},
): Promise<FigureBuild | undefined> {
  let build = await runQuery(runtime, { merchantId }, ({ tx }) => findBuild(tx))
  while (build?.completedAt == null && !isOver()) {
    build = await runCommand(runtime, { merchantId, actor: 'system:order_figures' }, (command) =>
      continueFigures(command),
    )
    onProgress(build)
  }
  return build
}

/** Makes what sums are missing, of every merchant, for so long; answers of how many some are missing still. */
export async function continueAllFigures(runtime: Runtime, forMs: number): Promise<number> {
  const endMs = monotonicMs() + forMs
  return sumOfEach(runtime, await findMerchantIds(runtime), {
    work: async (merchantId) => {
      const build = await continueFiguresOf(runtime, merchantId, { isOver: () => monotonicMs() >= endMs })
      return build?.completedAt == null ? 1 : 0
    },
    about: (merchantId) => ({ merchantId, job: 'figures' }),
  })
}
