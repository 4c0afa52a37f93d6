import type { BulkActions } from '../../bulk/bulk-job.ts'
import { effectsByCode } from '../../bulk/effects-queries.ts'
import { viewBulkJob } from '../../bulk/routes.ts'
import { requireAct, startBulkJob } from '../../bulk/start-bulk-job.ts'
import type { App } from '../../platform/http/app.ts'
import { foretell } from '../../platform/http/foretell.ts'
import { serveCommand } from '../../platform/http/serve.ts'
import { locationBulkPermissions, startLocationBulkContract } from './bulk-contract.ts'
import { codedLocations, selectedLocations } from './selection-queries.ts'

const locations = { list: 'locations', permissions: locationBulkPermissions }

/** Serves what is done with many locations at once. */
export function serveLocationBulk(app: App, actions: BulkActions): void {
  serveCommand(app, startLocationBulkContract, async (command, asked) =>
    viewBulkJob(await startBulkJob(command, locations, asked, selectedLocations(command, asked.selection)), actions),
  )
  foretell(app, startLocationBulkContract, async (command, { selection, action: { name } }) => {
    requireAct(command, locations.permissions, name)
    return effectsByCode(command.tx, codedLocations(command, selectedLocations(command, selection), name))
  })
}
