import { approvalArea } from '../approvals/area.ts'
import { auditArea } from '../audit/area.ts'
import { catalogArea } from '../catalog/area.ts'
import { customerArea } from '../customers/area.ts'
import { fulfillmentArea } from '../fulfillment/area.ts'
import { homeArea } from '../home/area.ts'
import { inventoryArea } from '../inventory/area.ts'
import { locationArea } from '../locations/area.ts'
import { orderArea } from '../orders/area.ts'
import { entryArea } from '../orders/entry/area.ts'
import type { Area } from '../platform/area.ts'
import { settingsArea } from '../settings/area.ts'

/** Every area, in the order of the menu. */
export const areas: readonly Area[] = [
  homeArea,
  orderArea,
  entryArea,
  fulfillmentArea,
  inventoryArea,
  catalogArea,
  customerArea,
  locationArea,
  approvalArea,
  auditArea,
  settingsArea,
]
