import type { App } from '../platform/http/app.ts'
import { serveQuery } from '../platform/http/serve.ts'
import { serveAccount } from './account/routes.ts'
import { getMerchantContract } from './contract.ts'
import { serveKeys } from './keys/routes.ts'
import type { Merchant } from './merchant.ts'
import { findMerchantById } from './merchant-queries.ts'
import type { Policy } from './role.ts'
import { serveRoles } from './roles/routes.ts'
import { serveSignIn } from './sign-in/routes.ts'
import { serveStaff } from './staff/routes.ts'

/** Serves the merchant, who works for it and how they come in, their roles, and its API keys. */
export function serveAccess(app: App, policy: Policy): void {
  serveQuery(app, getMerchantContract, async ({ tx }) => {
    const merchant = (await findMerchantById(tx, tx.merchantId)) as Merchant
    return { ...merchant, createdAt: merchant.createdAt.toISOString() }
  })
  serveSignIn(app)
  serveAccount(app, policy)
  serveStaff(app, policy)
  serveRoles(app, policy)
  serveKeys(app)
}
