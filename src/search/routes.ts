import { tellBrokenTo } from '../customers/contact-queries.ts'
import { runQuery } from '../platform/command.ts'
import type { App } from '../platform/http/app.ts'
import { serveCall } from '../platform/http/serve.ts'
import { searchContract } from './contract.ts'
import { searchEverything } from './search-everything.ts'

/** Serves the search over all that the caller may see. */
export function serveSearch(app: App): void {
  const tellBroken = tellBrokenTo(app.runtime.logger)
  serveCall(app, searchContract, async ({ principal, input }) => {
    const { may } = principal
    const body = await runQuery(app.runtime, principal, (query) =>
      searchEverything({ ...query, may, tellBroken }, input.text),
    )
    return { status: 200, body }
  })
}
