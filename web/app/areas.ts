import { homeArea } from '../home/area.ts'
import { orderArea } from '../orders/area.ts'
import type { Area } from '../platform/area.ts'

/** Every area, in the order of the menu. */
export const areas: readonly Area[] = [homeArea, orderArea]
