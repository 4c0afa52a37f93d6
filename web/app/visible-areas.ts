import type { Area } from '../platform/area.ts'
import { useMay } from '../platform/session.ts'
import { areas } from './areas.ts'

/** The areas that whoever is signed in may see. */
export function useVisibleAreas(): readonly Area[] {
  const may = useMay()
  return areas.filter(({ permissions }) => permissions === undefined || permissions.some(may))
}
