import { z } from 'zod'
import type { Contract } from '../../platform/http/contract.ts'
import { pageOf, pageQuery } from '../../platform/http/lists.ts'
import { idInput } from '../../platform/id-input.ts'
import { line } from '../../platform/text.ts'
import { scopeInput } from '../held.ts'
import { sessionView } from '../sign-in/contract.ts'
import { locales, staffContactInput, staffStatuses } from './staff.ts'

/** A member of staff without anything personal: what a kept answer may hold. */
export const staffView = z.object({
  id: z.uuid(),
  roles: z.array(z.string()),
  locationIds: z.array(z.uuid()).nullable().describe('the only places to act for; null: all'),
  channels: z.array(z.string()).nullable().describe('the only channels to act for; null: all'),
  status: z.enum(staffStatuses),
  locale: z.enum(locales),
  version: z.int(),
  createdAt: z.iso.datetime(),
})

/** The same as a colleague who looks after staff sees it. */
export const namedStaffView = staffView.extend({
  name: z.string(),
  email: z.string().describe('masked, but for who may change staff'),
  secondFactor: z.object({ authenticator: z.boolean(), passkeys: z.int() }),
  lastSeenAt: z.iso.datetime().nullable(),
})

const rights = {
  roles: z.array(line(40)).min(1).max(20),
  locale: z.enum(locales),
  ...scopeInput,
}
const params = z.strictObject({ staffId: idInput })
const granting = ['role_unknown', 'scope_not_held', 'out_of_scope', 'proof_required']
const naming = ['unknown_location', 'unknown_channel']

/** Lists staff. */
export const listStaffContract = {
  operation: 'listStaff',
  summary: 'Who works here, newest first',
  method: 'GET',
  path: '/staff',
  permission: 'access.read',
  query: z.strictObject({
    ...pageQuery,
    status: z.enum(staffStatuses).optional().describe('whether they are in, or not yet, or kept out'),
  }),
  response: pageOf(namedStaffView),
  problems: ['cursor_invalid'],
} satisfies Contract

/** Names colleagues. */
export const listColleaguesContract = {
  operation: 'listColleagues',
  summary: 'The names of who works here, or did: to say who did something, and to address somebody',
  method: 'GET',
  path: '/colleagues',
  permission: 'colleagues.read',
  response: z.object({
    items: z.array(z.object({ id: z.uuid(), name: z.string(), isActive: z.boolean() })),
  }),
  problems: [],
} satisfies Contract

/** One member of staff. */
export const getStaffContract = {
  operation: 'getStaff',
  summary: 'A member of staff',
  method: 'GET',
  path: '/staff/:staffId',
  permission: 'access.read',
  params,
  response: namedStaffView,
  problems: ['staff_not_found'],
} satisfies Contract

/** Invites somebody. */
export const inviteStaffContract = {
  operation: 'inviteStaff',
  summary: 'Invite somebody: they are mailed a link by which they set their password, good for seven days',
  method: 'POST',
  path: '/staff',
  permission: 'access.staff',
  needsProof: true,
  body: z.strictObject({ ...staffContactInput, ...rights }),
  response: staffView,
  status: 201,
  problems: ['login_taken', ...naming, ...granting],
} satisfies Contract

/** Sends an invitation again. */
export const inviteAgainContract = {
  operation: 'inviteStaffAgain',
  summary: 'Send an invitation again; the one before opens nothing any more',
  method: 'POST',
  path: '/staff/:staffId/invitation',
  permission: 'access.staff',
  needsProof: true,
  params,
  response: staffView,
  problems: ['staff_not_found', 'already_joined', ...granting],
} satisfies Contract

/** Shows an invitation's link; in this answer only, which is why it is not kept under an idempotency key. */
export const showInvitationContract = {
  operation: 'showInvitation',
  summary:
    'Make a new link of an invitation and show it this once, to be handed on by whoever invites; only where no mail server is set. The one before opens nothing any more',
  method: 'POST',
  path: '/staff/:staffId/invitation-link',
  permission: 'access.staff',
  needsProof: true,
  params,
  response: z.object({
    token: z.string().describe('stands behind #token= of the page /invitation'),
    expiresAt: z.iso.datetime(),
  }),
  status: 201,
  preview: false,
  problems: ['staff_not_found', 'already_joined', 'mail_is_sent', ...granting],
} satisfies Contract

/** Changes what somebody may do. */
export const changeStaffContract = {
  operation: 'changeStaff',
  summary: 'Change what somebody may do and where; it holds from their next request on',
  method: 'PUT',
  path: '/staff/:staffId',
  permission: 'access.staff',
  needsProof: true,
  params,
  body: z.strictObject({
    name: staffContactInput.name.optional(),
    email: staffContactInput.email.optional(),
    ...rights,
  }),
  response: staffView,
  problems: ['staff_not_found', 'version_mismatch', 'last_owner', 'login_taken', ...naming, ...granting],
} satisfies Contract

/** Keeps somebody out. */
export const disableStaffContract = {
  operation: 'disableStaff',
  summary: 'Keep somebody out: their sessions end at once',
  method: 'POST',
  path: '/staff/:staffId/deactivation',
  permission: 'access.staff',
  needsProof: true,
  params,
  response: staffView,
  problems: ['staff_not_found', 'version_mismatch', 'action_not_allowed', 'last_owner', ...granting],
} satisfies Contract

/** Lets somebody in again. */
export const enableStaffContract = {
  operation: 'enableStaff',
  summary: 'Let somebody in again as before',
  method: 'DELETE',
  path: '/staff/:staffId/deactivation',
  permission: 'access.staff',
  needsProof: true,
  params,
  response: staffView,
  problems: ['staff_not_found', 'version_mismatch', 'action_not_allowed', ...granting],
} satisfies Contract

/** Takes a second factor away. */
export const removeSecondFactorContract = {
  operation: 'removeStaffSecondFactor',
  summary: "Take away somebody's authenticator, recovery codes and passkeys, for who lost them; their sessions end",
  method: 'DELETE',
  path: '/staff/:staffId/second-factor',
  permission: 'access.staff',
  needsProof: true,
  params,
  response: staffView,
  problems: ['staff_not_found', 'version_mismatch', ...granting],
} satisfies Contract

/** Somebody's sessions. */
export const listStaffSessionsContract = {
  operation: 'listStaffSessions',
  summary: "Somebody's sessions, newest first, ended ones too",
  method: 'GET',
  path: '/staff/:staffId/sessions',
  permission: 'access.read',
  params,
  query: z.strictObject(pageQuery),
  response: pageOf(sessionView),
  problems: ['staff_not_found', 'cursor_invalid'],
} satisfies Contract

/** Ends somebody's sessions. */
export const endStaffSessionsContract = {
  operation: 'endStaffSessions',
  summary: "End all of somebody's sessions at once",
  method: 'DELETE',
  path: '/staff/:staffId/sessions',
  permission: 'access.staff',
  params,
  response: z.object({ ended: z.int() }),
  problems: ['staff_not_found', ...granting],
} satisfies Contract
