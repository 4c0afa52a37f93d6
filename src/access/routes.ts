import type { App } from '../platform/http/app.ts'
import { serveCommand, serveQuery } from '../platform/http/serve.ts'
import { requireEverywhere } from '../platform/scope.ts'
import { serveAccount } from './account/routes.ts'
import { changeMerchant } from './change-merchant.ts'
import { changeMerchantContract, getMerchantContract } from './contract.ts'
import { serveKeys } from './keys/routes.ts'
import type { Merchant } from './merchant.ts'
import { findMerchantById } from './merchant-queries.ts'
import { serveNotices } from './notices/routes.ts'
import type { Policy } from './role.ts'
import { serveRoles } from './roles/routes.ts'
import { serveSignIn } from './sign-in/routes.ts'
import { serveStaff } from './staff/routes.ts'

/** Serves the merchant, who works for it and how they come in, their roles, and its API keys. */
export function serveAccess(app: App, policy: Policy, isMailSent = false): void {
  serveQuery(app, getMerchantContract, async ({ tx }) =>
    viewMerchant((await findMerchantById(tx, tx.merchantId)) as Merchant),
  )
  serveCommand(app, changeMerchantContract, async (command, input) => {
    requireEverywhere(command.scope)
    return viewMerchant(await changeMerchant(command, input))
  })
  serveSignIn(app)
  serveAccount(app, policy)
  serveNotices(app)
  serveStaff(app, policy, isMailSent)
  serveRoles(app, policy)
  serveKeys(app)
}

function viewMerchant(merchant: Merchant) {
  return { ...merchant, createdAt: merchant.createdAt.toISOString() }
}
