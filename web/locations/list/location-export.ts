import type { exportLocationsContract } from '../../../src/locations/export/export-contract.ts'
import { locationKinds } from '../../../src/locations/location.ts'
import type { ListExport } from '../../lists/ExportList.tsx'
import type { BodyOf } from '../../platform/call.ts'
import { useLocationWords } from '../words.ts'

type Column = BodyOf<typeof exportLocationsContract>['columns'][number]['key']

/** How the list of locations is taken out. */
export function useLocationExport(): ListExport {
  const say = useLocationWords()
  const titles: Readonly<Record<Column, string>> = {
    ...{ name: say('name'), code: say('code'), kind: say('kind'), region: say('region'), fulfils: say('fulfils') },
    ...{ priority: say('priority'), timeZone: say('time_zone'), status: say('status'), createdAt: say('created') },
  }
  return {
    path: '/locations/exports',
    countOf: (count) => say('locations_count', { count }),
    columnsOf: (keys) => keys.map((key) => ({ key, title: titles[key as Column] })),
    words: {
      kind: Object.fromEntries(locationKinds.map((kind) => [kind, say(`kind_${kind}`)])),
      fulfils: { yes: say('yes'), no: say('no') },
      status: { active: say('status_active'), closed: say('status_closed') },
    },
  }
}
