import { runCommand } from '../platform/command.ts'
import { DomainError } from '../platform/errors.ts'
import type { App, Principal } from '../platform/http/app.ts'
import { decodeCursor, idForm, pageFrom } from '../platform/http/lists.ts'
import { serveCall, serveCommand, serveQuery } from '../platform/http/serve.ts'
import { type ApiKey, checkScopes, scopesOf } from './api-key.ts'
import { findApiKeys } from './api-key-queries.ts'
import { createApiKeyContract, getMerchantContract, listApiKeysContract, revokeApiKeyContract } from './contract.ts'
import { createApiKey } from './create-api-key.ts'
import type { Merchant } from './merchant.ts'
import { findMerchantById } from './merchant-queries.ts'
import { revokeApiKey } from './revoke-api-key.ts'

/** Serves the merchant and its API keys. */
export function serveAccess(app: App): void {
  serveCall(app, createApiKeyContract, async ({ principal, input: { name, scopes, expiresAt } }) => {
    checkScopes(scopes, scopesOf(app.contracts))
    requireHeldScopes(principal, scopes)
    const expiry = expiresAt === undefined ? {} : { expiresAt: new Date(expiresAt) }
    const made = await runCommand(app.runtime, principal, (command) =>
      createApiKey(command, { name, scopes, ...expiry }),
    )
    return { status: createApiKeyContract.status, body: { ...apiKeyView(made), key: made.key } }
  })
  serveQuery(app, listApiKeysContract, async ({ tx }, { limit, after }) => {
    const [lastId] = decodeCursor(after, idForm) ?? []
    const page = pageFrom(await findApiKeys(tx, { limit: limit + 1, after: lastId }), limit, ({ id }) => [id])
    return { ...page, items: page.items.map(apiKeyView) }
  })
  serveCommand(app, revokeApiKeyContract, async (command, input) => apiKeyView(await revokeApiKey(command, input)))
  serveQuery(app, getMerchantContract, async ({ tx }) => {
    const merchant = (await findMerchantById(tx, tx.merchantId)) as Merchant
    return { ...merchant, createdAt: merchant.createdAt.toISOString() }
  })
}

/**
 * Nobody hands out more than they have.
 * @throws DomainError `scope_not_held`
 */
function requireHeldScopes({ may }: Principal, scopes: readonly string[]): void {
  const missing = scopes.filter((scope) => !may(scope))
  if (missing.length > 0) throw new DomainError('forbidden', 'scope_not_held', { field: 'scopes', facts: { missing } })
}

function apiKeyView({ id, name, prefix, scopes, createdAt, expiresAt, revokedAt }: ApiKey) {
  return {
    id,
    name,
    prefix,
    scopes,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt?.toISOString() ?? null,
    revokedAt: revokedAt?.toISOString() ?? null,
  }
}
