import { z } from 'zod'
import type { Contract } from '../../platform/http/contract.ts'
import { pageOf, pageQuery } from '../../platform/http/lists.ts'
import { idInput } from '../../platform/id-input.ts'
import { line } from '../../platform/text.ts'
import { scopeInput } from '../held.ts'
import { isScope } from './api-key.ts'

/** A key as people see it: never its secret. */
export const apiKeyView = z.object({
  id: z.uuid(),
  name: z.string(),
  prefix: z.string(),
  scopes: z.array(z.string()),
  locationIds: z.array(z.uuid()).nullable().describe('the only places it may act for; null: all'),
  channels: z.array(z.string()).nullable().describe('the only channels it may act for; null: all'),
  createdBy: z.string(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime().nullable(),
  revokedAt: z.iso.datetime().nullable(),
  lastUsedAt: z.iso.datetime().nullable().describe('to the minute'),
})

const scope = line(60).refine(isScope, 'must be a permission such as orders.place, or *')

/** Makes a key; its text is in this answer only, which is why it is not kept under an idempotency key. */
export const createApiKeyContract = {
  operation: 'createApiKey',
  summary: 'Make an API key. Its text is shown this once; a repeated request makes another key.',
  method: 'POST',
  path: '/api-keys',
  permission: 'access.keys',
  body: z.strictObject({
    name: line(100),
    scopes: z.array(scope).min(1).max(50).describe('permissions that operations name, such as orders.place; * is all'),
    expiresAt: z.iso.datetime().optional(),
    ...scopeInput,
  }),
  response: apiKeyView.extend({ key: z.string() }),
  status: 201,
  needsProof: true,
  preview: false,
  problems: [
    'unknown_location',
    'unknown_channel',
    'expiry_in_the_past',
    'scope_not_held',
    'scope_unknown',
    'out_of_scope',
    'proof_required',
  ],
} satisfies Contract

/** Lists keys, newest first. */
export const listApiKeysContract = {
  operation: 'listApiKeys',
  summary: 'List API keys, newest first, revoked ones too',
  method: 'GET',
  path: '/api-keys',
  permission: 'access.keys',
  query: z.strictObject(pageQuery),
  response: pageOf(apiKeyView),
  problems: ['cursor_invalid'],
} satisfies Contract

/** Ends a key. */
export const revokeApiKeyContract = {
  operation: 'revokeApiKey',
  summary: 'Revoke an API key; it is refused within ten seconds',
  method: 'DELETE',
  path: '/api-keys/:keyId',
  permission: 'access.keys',
  params: z.strictObject({ keyId: idInput }),
  response: apiKeyView,
  problems: ['api_key_not_found', 'out_of_scope'],
} satisfies Contract
