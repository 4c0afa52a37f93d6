import { z } from 'zod'
import type { Contract } from '../../platform/http/contract.ts'
import { line } from '../../platform/text.ts'
import { assertionInput } from './passkeys.ts'
import { passwordInput } from './password-rules.ts'

/** A session as its owner sees it. */
export const sessionView = z.object({
  id: z.uuid(),
  method: z.enum(['password', 'password_totp', 'password_recovery', 'passkey', 'link']),
  origin: z.string().describe('the address it began from'),
  userAgent: z.string(),
  createdAt: z.iso.datetime(),
  seenAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
})

/** Somebody is in and was given a cookie; or a second factor is asked for. */
const signInView = z.object({
  session: sessionView.nullable(),
  secondFactor: z.object({ challenge: z.string() }).nullable().describe('to be answered within five minutes'),
})

const merchant = line(40)
  .optional()
  .describe("the merchant's short name; may be left out where there is one merchant only")
const token = z.string().min(1).max(200)
const refusals = ['sign_in_failed', 'sign_in_blocked', 'too_many_sign_ins']

/** What the page at the door has to ask for. */
export const getSignInFormContract = {
  operation: 'getSignInForm',
  summary: "What a sign-in has to name, and whether this browser's session opens anything",
  method: 'GET',
  path: '/sign-in-form',
  permission: 'public',
  response: z.object({
    needsMerchant: z.boolean().describe('whether there are several merchants, so that one has to be named'),
    isSignedIn: z.boolean(),
  }),
  problems: [],
} satisfies Contract

/** Lets a person in by name and password. */
export const signInContract = {
  operation: 'signIn',
  summary: 'Sign in by e-mail and password',
  method: 'POST',
  path: '/sessions',
  permission: 'public',
  body: z.strictObject({ merchant, login: line(254), password: passwordInput }),
  response: signInView,
  preview: false,
  problems: [...refusals, 'passkey_required'],
} satisfies Contract

/** Completes a sign-in. */
export const answerSecondFactorContract = {
  operation: 'answerSecondFactor',
  summary: 'Complete a sign-in by the code of an authenticator, or a recovery code',
  method: 'POST',
  path: '/sessions/second-factor',
  permission: 'public',
  body: z.strictObject({ challenge: token, code: line(30) }),
  response: signInView,
  preview: false,
  problems: refusals,
} satisfies Contract

/** Asks for a passkey. */
export const askForPasskeyContract = {
  operation: 'askForPasskey',
  summary: 'Begin to sign in by a passkey: what the browser needs',
  method: 'POST',
  path: '/sessions/passkey-challenge',
  permission: 'public',
  body: z.strictObject({ merchant }),
  response: z.object({ challenge: z.string(), options: z.custom<object>().describe('for navigator.credentials') }),
  preview: false,
  problems: ['sign_in_failed'],
} satisfies Contract

/** Lets a person in by a passkey. */
export const signInWithPasskeyContract = {
  operation: 'signInWithPasskey',
  summary: 'Sign in by a passkey',
  method: 'POST',
  path: '/sessions/passkey',
  permission: 'public',
  body: z.strictObject({ challenge: token, response: assertionInput }),
  response: signInView,
  preview: false,
  problems: ['sign_in_failed'],
} satisfies Contract

/** What a link is for. */
export const readLinkContract = {
  operation: 'readAccessLink',
  summary: 'What a link is for; looking does not use it up',
  method: 'POST',
  path: '/access-links/lookup',
  permission: 'public',
  body: z.strictObject({ token }),
  response: z.object({
    kind: z.enum(['sign_in', 'invitation', 'password_reset']),
    merchantName: z.string(),
    merchantCode: z.string(),
    name: z.string(),
    email: z.string(),
  }),
  preview: false,
  problems: ['link_invalid'],
} satisfies Contract

/** Lets a person in by a link. */
export const useLinkContract = {
  operation: 'useAccessLink',
  summary: 'Use a link: begin, accept an invitation, or set a forgotten password anew',
  method: 'POST',
  path: '/access-links/use',
  permission: 'public',
  body: z.strictObject({ token, password: passwordInput.optional() }),
  response: signInView,
  preview: false,
  problems: [
    ...['link_invalid', 'password_missing', 'password_too_short', 'password_too_easy', 'too_many_sign_ins'],
    'passkey_required',
  ],
} satisfies Contract

/** Asks for a link to set the password anew. */
export const requestResetContract = {
  operation: 'requestPasswordReset',
  summary: 'Ask for a link to set a forgotten password; the answer is the same whether the name is known or not',
  method: 'POST',
  path: '/password-resets',
  permission: 'public',
  body: z.strictObject({ merchant, login: line(254) }),
  response: z.object({ status: z.literal('accepted') }),
  status: 202,
  preview: false,
  problems: [],
} satisfies Contract
