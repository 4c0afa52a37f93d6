import { filterToTell } from '../../bulk/selection.ts'
import { requestExport } from '../../exports/request-export.ts'
import { viewExport } from '../../exports/routes.ts'
import type { App } from '../../platform/http/app.ts'
import { serveCommand } from '../../platform/http/serve.ts'
import { selectedLocations } from '../bulk/selection-queries.ts'
import { exportLocationsContract } from './export-contract.ts'
import { locationExport } from './location-export.ts'

/** Serves the taking out of locations as files. */
export function serveLocationExports(app: App): void {
  serveCommand(app, exportLocationsContract, async (command, { selection, sort, ...asked }) => {
    const { permissions } = locationExport
    const source = selectedLocations(command, selection, sort)
    const given = { ...asked, fullFor: null, filter: filterToTell(selection), source, permissions }
    return viewExport(await requestExport(command, { list: 'locations', ...given }))
  })
}
