import { z } from 'zod'
import type { Contract } from '../../platform/http/contract.ts'
import { pageOf, pageQuery } from '../../platform/http/lists.ts'
import { idInput } from '../../platform/id-input.ts'
import { line } from '../../platform/text.ts'
import { sessionView } from '../sign-in/contract.ts'
import { registrationInput } from '../sign-in/passkeys.ts'
import { passwordInput } from '../sign-in/password-rules.ts'
import { staffView } from '../staff/contract.ts'
import { locales, staffContactInput } from '../staff/staff.ts'

const own = 'account.own'
const done = z.object({ status: z.literal('done') })
const passkeyView = z.object({
  id: z.uuid(),
  name: z.string(),
  createdAt: z.iso.datetime(),
  lastUsedAt: z.iso.datetime().nullable(),
})

/** Who is signed in, and what they may do. */
export const getAccountContract = {
  operation: 'getAccount',
  summary: 'Who is signed in: name, permissions, second factors, session',
  method: 'GET',
  path: '/account',
  permission: own,
  response: staffView.extend({
    name: z.string(),
    email: z.string(),
    permissions: z.array(z.string()).describe('what the roles allow now'),
    hasPassword: z.boolean(),
    hasAuthenticator: z.boolean(),
    recoveryCodes: z.int().describe('how many are left'),
    passkeys: z.array(passkeyView),
    secondFactor: z.enum(['optional', 'required']),
    sessionId: z.uuid(),
    provenAt: z.iso.datetime(),
  }),
  problems: ['not_a_person'],
} satisfies Contract

/** Changes one's own name, e-mail and language. */
export const changeAccountContract = {
  operation: 'changeAccount',
  summary: 'Change your own name, e-mail and language',
  method: 'PUT',
  path: '/account',
  permission: own,
  needsProof: true,
  body: z.strictObject({ ...staffContactInput, locale: z.enum(locales) }),
  response: staffView,
  preview: false,
  problems: ['not_a_person', 'version_mismatch', 'login_taken', 'proof_required'],
} satisfies Contract

/** Proves again who one is. */
export const proveContract = {
  operation: 'proveAgain',
  summary: 'Prove again that it is you, for what needs it: the password, and the code where there is an authenticator',
  method: 'POST',
  path: '/account/proofs',
  permission: own,
  body: z.strictObject({ password: passwordInput, code: line(30).optional() }),
  response: sessionView,
  preview: false,
  problems: ['not_a_person', 'proof_failed', 'sign_in_blocked', 'too_many_sign_ins'],
} satisfies Contract

/** Sets one's password. */
export const changePasswordContract = {
  operation: 'changePassword',
  summary: 'Set your password; every other session of yours ends',
  method: 'PUT',
  path: '/account/password',
  permission: own,
  needsProof: true,
  body: z.strictObject({ current: passwordInput.optional(), password: passwordInput }),
  response: done,
  preview: false,
  problems: [
    'not_a_person',
    'proof_failed',
    'password_too_short',
    'password_too_easy',
    'sign_in_blocked',
    'proof_required',
  ],
} satisfies Contract

/** Begins to set up an authenticator. */
export const beginAuthenticatorContract = {
  operation: 'beginAuthenticator',
  summary: 'Begin to set up an authenticator: its secret, once',
  method: 'POST',
  path: '/account/authenticator',
  permission: own,
  needsProof: true,
  response: z.object({ secret: z.string().describe('base32'), uri: z.string().describe('otpauth://…, for a QR code') }),
  preview: false,
  problems: ['not_a_person', 'authenticator_exists', 'proof_required'],
} satisfies Contract

/** Takes an authenticator's first code. */
export const confirmAuthenticatorContract = {
  operation: 'confirmAuthenticator',
  summary: "Give the authenticator's first code; answers ten recovery codes, this once",
  method: 'PUT',
  path: '/account/authenticator',
  permission: own,
  needsProof: true,
  body: z.strictObject({ code: z.string().regex(/^\d{6}$/, 'must be six digits') }),
  response: z.object({ recoveryCodes: z.array(z.string()) }),
  preview: false,
  problems: ['not_a_person', 'authenticator_exists', 'authenticator_not_begun', 'code_wrong', 'proof_required'],
} satisfies Contract

/** Takes one's authenticator away. */
export const removeAuthenticatorContract = {
  operation: 'removeAuthenticator',
  summary: 'Take your authenticator and recovery codes away',
  method: 'DELETE',
  path: '/account/authenticator',
  permission: own,
  needsProof: true,
  response: done,
  preview: false,
  problems: ['not_a_person', 'proof_required'],
} satisfies Contract

/** Makes new recovery codes. */
export const renewRecoveryCodesContract = {
  operation: 'renewRecoveryCodes',
  summary: 'Make ten new recovery codes, shown this once; those before open nothing any more',
  method: 'POST',
  path: '/account/recovery-codes',
  permission: own,
  needsProof: true,
  response: z.object({ recoveryCodes: z.array(z.string()) }),
  preview: false,
  problems: ['not_a_person', 'authenticator_not_begun', 'proof_required'],
} satisfies Contract

/** Begins to add a passkey. */
export const beginPasskeyContract = {
  operation: 'beginPasskey',
  summary: 'Begin to add a passkey: what the browser needs',
  method: 'POST',
  path: '/account/passkey-challenges',
  permission: own,
  needsProof: true,
  response: z.object({ challenge: z.string(), options: z.custom<object>().describe('for navigator.credentials') }),
  preview: false,
  problems: ['not_a_person', 'too_many_passkeys', 'proof_required'],
} satisfies Contract

/** Adds a passkey. */
export const addPasskeyContract = {
  operation: 'addPasskey',
  summary: 'Add the passkey that the browser made',
  method: 'POST',
  path: '/account/passkeys',
  permission: own,
  needsProof: true,
  body: z.strictObject({ challenge: z.string().max(200), response: registrationInput, name: line(60) }),
  response: passkeyView,
  status: 201,
  preview: false,
  problems: ['not_a_person', 'passkey_invalid', 'proof_required'],
} satisfies Contract

/** Takes a passkey away. */
export const removePasskeyContract = {
  operation: 'removePasskey',
  summary: 'Take a passkey away; every other session of yours ends',
  method: 'DELETE',
  path: '/account/passkeys/:passkeyId',
  permission: own,
  needsProof: true,
  params: z.strictObject({ passkeyId: idInput }),
  response: done,
  preview: false,
  problems: ['not_a_person', 'passkey_not_found', 'proof_required'],
} satisfies Contract

/** One's sessions. */
export const listOwnSessionsContract = {
  operation: 'listOwnSessions',
  summary: 'Your sessions, newest first, ended ones too',
  method: 'GET',
  path: '/account/sessions',
  permission: own,
  query: z.strictObject(pageQuery),
  response: pageOf(sessionView),
  problems: ['not_a_person', 'cursor_invalid'],
} satisfies Contract

/** Ends one of one's sessions. */
export const endOwnSessionContract = {
  operation: 'endOwnSession',
  summary: 'End one of your sessions; `current` signs out',
  method: 'DELETE',
  path: '/account/sessions/:sessionId',
  permission: own,
  params: z.strictObject({ sessionId: z.union([z.literal('current'), idInput]) }),
  response: z.object({ ended: z.int() }),
  preview: false,
  problems: ['not_a_person', 'session_not_found'],
} satisfies Contract

/** Ends all of one's other sessions. */
export const endOtherSessionsContract = {
  operation: 'endOtherSessions',
  summary: 'End all of your sessions but this one',
  method: 'DELETE',
  path: '/account/sessions',
  permission: own,
  response: z.object({ ended: z.int() }),
  preview: false,
  problems: ['not_a_person'],
} satisfies Contract

const settings = {
  secondFactor: z.enum(['optional', 'required']).describe('required: without one, people may only set one up'),
  idleMinutes: z.int().min(5).max(1440).describe('a session ends after so long without use'),
  sessionHours: z.int().min(1).max(720).describe('a session ends after so long in any case'),
}

/** How people come in. */
export const getSecuritySettingsContract = {
  operation: 'getSecuritySettings',
  summary: 'How long sessions last, and whether everybody needs a second factor',
  method: 'GET',
  path: '/security-settings',
  permission: 'access.read',
  response: z.object({ ...settings, version: z.int() }),
  problems: [],
} satisfies Contract

/** Sets how people come in. */
export const setSecuritySettingsContract = {
  operation: 'setSecuritySettings',
  summary: 'Set how long sessions last, and whether everybody needs a second factor; it holds at once',
  method: 'PUT',
  path: '/security-settings',
  permission: 'access.security',
  needsProof: true,
  body: z.strictObject(settings),
  response: z.object({ ...settings, version: z.int() }),
  problems: ['out_of_scope', 'version_mismatch', 'proof_required'],
} satisfies Contract
