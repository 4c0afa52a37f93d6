import { runQuery } from '../platform/command.ts'
import type { App } from '../platform/http/app.ts'
import { serveCall } from '../platform/http/serve.ts'
import { homeContract } from './contract.ts'
import { findHome } from './find-home.ts'

/** Serves Home, which is another for each who asks. */
export function serveAnalytics(app: App): void {
  serveCall(app, homeContract, async ({ principal, input }) => {
    const { may, actor } = principal
    const body = await runQuery(app.runtime, principal, (query) =>
      findHome({ ...query, may, actor }, Number(input.days)),
    )
    return { status: 200, body }
  })
}
