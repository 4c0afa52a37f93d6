import { z } from 'zod'
import type { Contract } from '../platform/http/contract.ts'
import { pageOf, pageQuery } from '../platform/http/lists.ts'

const kind = z
  .enum(['merchant', 'search'])
  .describe("merchant: the key that wraps the keys of the merchant's people; search: that of what they are found by")

/** A rotation as people see it. */
export const keyRotationView = z.object({
  id: z.uuid(),
  kind: z.enum(['merchant', 'search', 'instance']),
  status: z.enum(['running', 'completed']),
  step: z.string().describe('what is being gone through'),
  done: z.int(),
  total: z.int().nullable().describe('null until it is counted'),
  startedBy: z.string(),
  startedAt: z.iso.datetime(),
  completedAt: z.iso.datetime().nullable(),
})

/** Starts a rotation; the worker goes through it. */
export const startKeyRotationContract = {
  operation: 'startKeyRotation',
  summary:
    'Renew a key of the merchant; the worker takes it up within a minute and goes on until the old key is destroyed',
  method: 'POST',
  path: '/key-rotations',
  permission: 'access.rotate_keys',
  needsProof: true,
  body: z.strictObject({ kind }),
  response: keyRotationView,
  status: 201,
  problems: ['out_of_scope', 'key_rotation_running', 'proof_required'],
} satisfies Contract

/** Lists rotations, newest first. */
export const listKeyRotationsContract = {
  operation: 'listKeyRotations',
  summary: 'List the renewals of keys, newest first, with how far they are',
  method: 'GET',
  path: '/key-rotations',
  permission: 'access.rotate_keys',
  query: z.strictObject(pageQuery),
  response: pageOf(keyRotationView),
  problems: ['cursor_invalid'],
} satisfies Contract
