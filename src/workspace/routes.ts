import type { z } from 'zod'
import { runQuery } from '../platform/command.ts'
import type { App } from '../platform/http/app.ts'
import { serveCall, serveCommand } from '../platform/http/serve.ts'
import * as contracts from './contract.ts'
import { changeView, createView, keeperOf, removeView } from './keep-view.ts'
import { isChangedBy, type Keeper, type SavedView, staffIdOf } from './saved-view.ts'
import { setPreferences } from './set-preferences.ts'
import { findPreferences, findViews } from './workspace-store.ts'

/** Serves how people arrange their work: saved views of lists, and preferences. */
export function serveWorkspace(app: App): void {
  serveCall(app, contracts.listViewsContract, async ({ principal, input: { list } }) => {
    const keeper = keeperOf(principal)
    const views = await runQuery(app.runtime, principal, ({ tx }) => findViews(tx, list, keeper.staffId))
    return { status: 200, body: { items: views.map((each) => view(each, keeper)) } }
  })
  serveCommand(app, contracts.createViewContract, async (command, input) =>
    view(await createView(command, input), keeperOf(command)),
  )
  serveCommand(app, contracts.changeViewContract, async (command, input) =>
    view(await changeView(command, input), keeperOf(command)),
  )
  serveCommand(app, contracts.removeViewContract, async (command, input) =>
    view(await removeView(command, input), keeperOf(command)),
  )
  serveCall(app, contracts.getPreferencesContract, async ({ principal }) => {
    const staffId = staffIdOf(principal.actor)
    return { status: 200, body: await runQuery(app.runtime, principal, ({ tx }) => findPreferences(tx, staffId)) }
  })
  serveCommand(app, contracts.setPreferencesContract, setPreferences)
}

function view(saved: SavedView, keeper: Keeper): z.input<typeof contracts.savedViewForm> {
  const { id, list, name, isShared, content, version, updatedAt } = saved
  const isOwn = saved.staffId === keeper.staffId
  return {
    ...{ id, list, name, isShared, isOwn, mayChange: isChangedBy(saved, keeper), content, version },
    updatedAt: updatedAt.toISOString(),
  }
}
