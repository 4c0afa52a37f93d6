import { runCommand } from '../../platform/command.ts'
import type { App } from '../../platform/http/app.ts'
import { decodeCursor, idForm, pageFrom } from '../../platform/http/lists.ts'
import { serveCall, serveCommand, serveQuery } from '../../platform/http/serve.ts'
import { requireHeld, requireHeldScope } from '../held.ts'
import { type ApiKey, checkScopes, scopesOf } from './api-key.ts'
import { findApiKeys } from './api-key-queries.ts'
import { createApiKeyContract, listApiKeysContract, revokeApiKeyContract } from './contract.ts'
import { createApiKey } from './create-api-key.ts'
import { revokeApiKey } from './revoke-api-key.ts'

/** Serves the merchant's API keys. */
export function serveKeys(app: App): void {
  serveCall(app, createApiKeyContract, async ({ principal, input }) => {
    const { name, scopes, expiresAt, locationIds = null, channels = null } = input
    checkScopes(scopes, scopesOf(app.contracts))
    requireHeld(principal, scopes, 'scopes')
    requireHeldScope(principal, { locationIds, channels })
    const made = await runCommand(app.runtime, principal, (command) =>
      createApiKey(command, {
        ...{ name, scopes },
        ...(expiresAt !== undefined && { expiresAt: new Date(expiresAt) }),
        ...(locationIds !== null && { locationIds }),
        ...(channels !== null && { channels }),
      }),
    )
    return { status: createApiKeyContract.status, body: { ...apiKeyView(made), key: made.key } }
  })
  serveQuery(app, listApiKeysContract, async ({ tx }, { limit, after }) => {
    const [lastId] = decodeCursor(after, idForm) ?? []
    const page = pageFrom(await findApiKeys(tx, { limit: limit + 1, after: lastId }), limit, ({ id }) => [id])
    return { ...page, items: page.items.map(apiKeyView) }
  })
  serveCommand(app, revokeApiKeyContract, async (command, input) => apiKeyView(await revokeApiKey(command, input)))
}

function apiKeyView({ createdAt, expiresAt, revokedAt, lastUsedAt, ...key }: ApiKey) {
  const { id, name, prefix, scopes, locationIds, channels, createdBy } = key
  return {
    ...{ id, name, prefix, scopes, locationIds, channels, createdBy },
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt?.toISOString() ?? null,
    revokedAt: revokedAt?.toISOString() ?? null,
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  }
}
