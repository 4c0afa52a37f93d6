import { serveAudit } from '../access/audit/routes.ts'
import { createAuthenticate } from '../access/authenticate.ts'
import { findMerchantById } from '../access/merchant-queries.ts'
import { serveKeyRotations } from '../access/rotation-routes.ts'
import { serveAccess } from '../access/routes.ts'
import { serveAnalytics } from '../analytics/routes.ts'
import { serveApprovals } from '../approvals/routes.ts'
import { serveCatalog } from '../catalog/routes.ts'
import { serveCustomers } from '../customers/routes.ts'
import { findMovementOrders } from '../fulfillment/movement-order-queries.ts'
import { findRelatedObjects } from '../fulfillment/related-objects.ts'
import { serveFulfillment } from '../fulfillment/routes.ts'
import { serveInventory } from '../inventory/routes.ts'
import { serveLocations } from '../locations/routes.ts'
import { batchOrders } from '../orders/intake/batch-orders.ts'
import type { Intake } from '../orders/intake/place-orders.ts'
import { previewOrder } from '../orders/intake/preview-order.ts'
import { createReferenceCache } from '../orders/intake/references.ts'
import { serveOrders } from '../orders/routes.ts'
import { findPaymentIds } from '../payments/payment-queries.ts'
import { servePayments } from '../payments/routes.ts'
import { readControl } from '../platform/db/control.ts'
import { serveDeadLetters } from '../platform/dead-letters/routes.ts'
import { type App, createApp } from '../platform/http/app.ts'
import { type DoorSettings, defaultDoors } from '../platform/http/doors/door-settings.ts'
import { serveLive } from '../platform/live/routes.ts'
import { serveMailState } from '../platform/mail/state-routes.ts'
import { createNumberSeries } from '../platform/number-series.ts'
import type { Runtime } from '../platform/runtime.ts'
import { servePricing } from '../pricing/routes.ts'
import { setPrices } from '../pricing/set-prices.ts'
import { servePrivacy } from '../privacy/routes.ts'
import { serveSearch } from '../search/routes.ts'
import { type Installation, serveTraining } from '../training/routes.ts'
import { serveWorkspace } from '../workspace/routes.ts'
import { approvalDoing } from './approval-doing.ts'
import { liveObjects } from './live-objects.ts'
import { personalHolders } from './personal-holders.ts'
import { policy } from './policy.ts'
import { serveDoors } from './serve-doors.ts'
import { serveLists } from './serve-lists.ts'
import { serveOffice } from './serve-office.ts'
import { serveProbes } from './serve-probes.ts'
import { serveReference } from './serve-reference.ts'

const firstOrderNumber = 100_001

/** Of whom nothing is known: in tests, and where only the contracts are asked for. */
const unknownInstallation: Installation = { mail: false, keysApart: false, mailFrom: null }

/** Puts the whole API together over a runtime. */
export function buildApp(
  runtime: Runtime,
  doors: DoorSettings = defaultDoors,
  installation: Installation = unknownInstallation,
): App {
  const app = createApp(runtime, createAuthenticate(runtime, policy, doors.publicUrl), doors)
  serveAccess(app, policy, installation.mail)
  serveAudit(app)
  serveKeyRotations(app)
  serveCatalog(app, setPrices)
  servePricing(app)
  serveCustomers(app)
  serveLocations(app)
  serveInventory(app, findMovementOrders)
  const intake = openIntake(runtime)
  serveOrders(app, { batcher: batchOrders(intake), preview: previewOrder(intake), intake }, async (asking, orderId) => [
    ...(await findRelatedObjects(asking, orderId)),
    ...(await findPaymentIds(asking.tx, orderId)),
  ])
  serveLists(app)
  serveFulfillment(app)
  servePayments(app)
  serveApprovals(app, approvalDoing)
  servePrivacy(app, personalHolders)
  serveWorkspace(app)
  serveTraining(app, personalHolders, installation)
  serveMailState(app, installation)
  serveAnalytics(app)
  serveSearch(app)
  serveDeadLetters(app)
  serveLive(app, liveObjects)
  serveProbes(app)
  serveReference(app)
  serveDoors(app)
  serveOffice(app)
  return app
}

/** What placing orders needs, for servers and importers alike. */
export function openIntake(runtime: Runtime): Intake {
  const { database } = runtime
  const currencyOf = async (merchantId: string) => {
    const merchant = await readControl(database, (control) => findMerchantById(control, merchantId))
    if (merchant === undefined) throw new Error(`no merchant ${merchantId}`)
    return merchant.currency
  }
  return {
    runtime,
    references: createReferenceCache(database, currencyOf),
    numbers: createNumberSeries(database, 'order', firstOrderNumber),
  }
}
