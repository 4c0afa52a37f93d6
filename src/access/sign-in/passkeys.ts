// Passkeys (Web Authentication Level 3) by the SimpleWebAuthn library. The device asks for a finger, a face or its code (user
// verification), so a passkey is two factors in one; and it answers to our own address only, so there is nothing to phish.
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import { z } from 'zod'
import type { Passkey } from './factor-store.ts'

const base64url = z.string().regex(/^[\w-]+$/, 'must be base64url')
const place = z.string().max(100)

/** What a browser answers to a registration; what stands in it is judged by the library. */
export const registrationInput = z.object({
  id: base64url.max(1400),
  rawId: base64url.max(1400),
  type: z.literal('public-key'),
  response: z.object({
    clientDataJSON: base64url.max(4000),
    attestationObject: base64url.max(20_000),
    transports: z.array(place).max(10).optional(),
  }),
  clientExtensionResults: z.looseObject({}).default({}),
  authenticatorAttachment: place.optional(),
})

/** What a browser answers to a sign-in. */
export const assertionInput = z.object({
  id: base64url.max(1400),
  rawId: base64url.max(1400),
  type: z.literal('public-key'),
  response: z.object({
    clientDataJSON: base64url.max(4000),
    authenticatorData: base64url.max(4000),
    signature: base64url.max(4000),
    userHandle: base64url.max(100).optional(),
  }),
  clientExtensionResults: z.looseObject({}).default({}),
  authenticatorAttachment: place.optional(),
})

/** Our own address, as the browser must have seen it: `https://oms.example.cn`. */
export type OwnOrigin = string

/** What a browser needs to make a passkey. The person's id stands in it, and no name that a device would show to others. */
export function registrationOptions(about: {
  ownOrigin: OwnOrigin
  challenge: Buffer
  staffId: string
  userName: string
  existing: readonly Passkey[]
}) {
  return generateRegistrationOptions({
    rpName: 'Yidan 一单',
    rpID: new URL(about.ownOrigin).hostname,
    userID: new Uint8Array(Buffer.from(about.staffId.replaceAll('-', ''), 'hex')),
    userName: about.userName,
    challenge: new Uint8Array(about.challenge),
    attestationType: 'none',
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    excludeCredentials: about.existing.map(({ credentialId }) => ({ id: credentialId.toString('base64url') })),
  })
}

/** The passkey that was made; none when the answer is not one to this challenge, from our own page. */
export async function verifyRegistration(
  response: z.output<typeof registrationInput>,
  { ownOrigin, challenge }: { ownOrigin: OwnOrigin; challenge: Buffer },
): Promise<Pick<Passkey, 'credentialId' | 'publicKey' | 'signCount' | 'transports'> | undefined> {
  const verified = await judged(
    verifyRegistrationResponse({
      response: response as Parameters<typeof verifyRegistrationResponse>[0]['response'],
      expectedChallenge: challenge.toString('base64url'),
      expectedOrigin: ownOrigin,
      expectedRPID: new URL(ownOrigin).hostname,
      requireUserVerification: true,
    }),
  )
  if (verified?.verified !== true) return undefined
  const { id, publicKey, counter, transports = [] } = verified.registrationInfo.credential
  return {
    credentialId: Buffer.from(id, 'base64url'),
    publicKey: Buffer.from(publicKey),
    signCount: counter,
    transports,
  }
}

/** What a browser needs to answer with a passkey; whose, it says itself. */
export function assertionOptions({ ownOrigin, challenge }: { ownOrigin: OwnOrigin; challenge: Buffer }) {
  return generateAuthenticationOptions({
    rpID: new URL(ownOrigin).hostname,
    challenge: new Uint8Array(challenge),
    userVerification: 'required',
  })
}

/** How often the device says it signed; none when the answer is not this passkey's, to this challenge, from our own page. */
export async function verifyAssertion(
  response: z.output<typeof assertionInput>,
  { ownOrigin, challenge, passkey }: { ownOrigin: OwnOrigin; challenge: Buffer; passkey: Passkey },
): Promise<number | undefined> {
  const verified = await judged(
    verifyAuthenticationResponse({
      response: response as Parameters<typeof verifyAuthenticationResponse>[0]['response'],
      expectedChallenge: challenge.toString('base64url'),
      expectedOrigin: ownOrigin,
      expectedRPID: new URL(ownOrigin).hostname,
      requireUserVerification: true,
      credential: {
        id: passkey.credentialId.toString('base64url'),
        publicKey: new Uint8Array(passkey.publicKey),
        counter: passkey.signCount,
      },
    }),
  )
  return verified?.verified === true ? verified.authenticationInfo.newCounter : undefined
}

/** The library throws for whatever is wrong with an answer: none of it is a fault of ours. */
async function judged<T>(judging: Promise<T>): Promise<T | undefined> {
  try {
    return await judging
  } catch {
    return undefined
  }
}
