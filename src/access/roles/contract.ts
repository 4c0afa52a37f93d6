import { z } from 'zod'
import type { Contract } from '../../platform/http/contract.ts'
import { idInput } from '../../platform/id-input.ts'
import { line } from '../../platform/text.ts'
import { roleCodeInput } from '../staff/staff.ts'

/** A role as people see it. */
export const roleView = z.object({
  id: z.uuid().nullable().describe('null: one that every merchant has'),
  code: z.string(),
  name: z.string().nullable().describe('null: the screens have the words'),
  permissions: z.array(z.string()),
  version: z.int().nullable(),
})

const form = {
  name: line(100),
  permissions: z.array(line(60)).min(1).max(200).describe('permissions that operations name, such as orders.place'),
}
const params = z.strictObject({ roleId: idInput })
const refusals = ['out_of_scope', 'scope_not_held', 'scope_unknown', 'proof_required']

/** Every role there is. */
export const listRolesContract = {
  operation: 'listRoles',
  summary: 'Every role with its permissions: those that every merchant has, then those of its own',
  method: 'GET',
  path: '/roles',
  permission: 'access.read',
  response: z.object({ items: z.array(roleView), permissions: z.array(z.string()).describe('all there are') }),
  problems: [],
} satisfies Contract

/** Makes a role. */
export const createRoleContract = {
  operation: 'createRole',
  summary: "Make a role of the merchant's own",
  method: 'POST',
  path: '/roles',
  permission: 'access.roles',
  needsProof: true,
  body: z.strictObject({ code: roleCodeInput, ...form }),
  response: roleView,
  status: 201,
  problems: ['out_of_scope', 'role_code_taken', ...refusals],
} satisfies Contract

/** Changes a role. */
export const changeRoleContract = {
  operation: 'changeRole',
  summary: 'Change what a role is called and permits; it holds from the next request on',
  method: 'PUT',
  path: '/roles/:roleId',
  permission: 'access.roles',
  needsProof: true,
  params,
  body: z.strictObject(form),
  response: roleView,
  problems: ['out_of_scope', 'role_not_found', 'version_mismatch', ...refusals],
} satisfies Contract

/** Puts a role away. */
export const archiveRoleContract = {
  operation: 'archiveRole',
  summary: 'Put a role away that nobody has',
  method: 'DELETE',
  path: '/roles/:roleId',
  permission: 'access.roles',
  needsProof: true,
  params,
  response: roleView,
  problems: ['role_not_found', 'version_mismatch', 'role_in_use', 'out_of_scope', 'scope_not_held', 'proof_required'],
} satisfies Contract
