import { runQuery } from '../platform/command.ts'
import type { App } from '../platform/http/app.ts'
import { serveCall } from '../platform/http/serve.ts'
import { homeContract, waitingContract } from './contract.ts'
import { findHome, findWaiting } from './find-home.ts'

/** Serves Home, which is another for each who asks. */
export function serveAnalytics(app: App): void {
  serveCall(app, homeContract, async ({ principal, input }) => {
    const { may, actor } = principal
    const body = await runQuery(app.runtime, principal, (query) =>
      findHome({ ...query, may, actor }, Number(input.days)),
    )
    return { status: 200, body }
  })
  serveCall(app, waitingContract, async ({ principal }) => {
    const { may, actor } = principal
    const body = await runQuery(app.runtime, principal, (query) => findWaiting({ ...query, may, actor }))
    return { status: 200, body }
  })
}
