import { fulfillmentArea } from '../fulfillment/area.ts'
import { homeArea } from '../home/area.ts'
import { inventoryArea } from '../inventory/area.ts'
import type { Area } from '../platform/area.ts'

/** Every area, in the order of the menu. */
export const areas: readonly Area[] = [homeArea, fulfillmentArea, inventoryArea]
