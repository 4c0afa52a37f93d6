// Between the JSON of the API and what the browser's credentials take and give (Web Authentication Level 3, section 5.1): by hand,
// since `parseRequestOptionsFromJSON` came to browsers in 2024 and 2025 only.

type Descriptor = { id: string; type: 'public-key'; transports?: AuthenticatorTransport[] }
type RequestJson = Omit<PublicKeyCredentialRequestOptions, 'challenge' | 'allowCredentials'> & {
  challenge: string
  allowCredentials?: Descriptor[]
}
type CreationJson = Omit<PublicKeyCredentialCreationOptions, 'challenge' | 'user' | 'excludeCredentials'> & {
  challenge: string
  user: { id: string; name: string; displayName: string }
  excludeCredentials?: Descriptor[]
}

/** Whether passkeys can be used here: the browser knows them, and the address has a name. */
export function hasPasskeys(): boolean {
  const isNumber = /^[\d.]+$|^\[/.test(location.hostname)
  return window.isSecureContext && typeof PublicKeyCredential === 'function' && !isNumber
}

/** Whether the browser offers passkeys in the field of the name. */
export async function offersPasskeysInField(): Promise<boolean> {
  if (!hasPasskeys() || typeof PublicKeyCredential.isConditionalMediationAvailable !== 'function') return false
  return PublicKeyCredential.isConditionalMediationAvailable()
}

/** Asks for a passkey. Undefined when none was given. */
export async function getPasskey(
  options: object,
  request: Pick<CredentialRequestOptions, 'mediation' | 'signal'> = {},
) {
  const { challenge, allowCredentials = [], ...rest } = options as RequestJson
  const publicKey = { ...rest, challenge: bytesOf(challenge), allowCredentials: allowCredentials.map(readDescriptor) }
  const made = await orUndefined(navigator.credentials.get({ ...request, publicKey }))
  if (made === undefined) return undefined
  const { clientDataJSON, authenticatorData, signature, userHandle } = made.response as AuthenticatorAssertionResponse
  return {
    ...nameOf(made),
    response: {
      clientDataJSON: textOf(clientDataJSON),
      authenticatorData: textOf(authenticatorData),
      signature: textOf(signature),
      ...(userHandle !== null && { userHandle: textOf(userHandle) }),
    },
  }
}

/** Makes a passkey. Undefined when none was made. */
export async function createPasskey(options: object) {
  const { challenge, user, excludeCredentials = [], ...rest } = options as CreationJson
  const publicKey: PublicKeyCredentialCreationOptions = {
    ...rest,
    challenge: bytesOf(challenge),
    user: { ...user, id: bytesOf(user.id) },
    excludeCredentials: excludeCredentials.map(readDescriptor),
  }
  const made = await orUndefined(navigator.credentials.create({ publicKey }))
  if (made === undefined) return undefined
  const response = made.response as AuthenticatorAttestationResponse
  return {
    ...nameOf(made),
    response: {
      clientDataJSON: textOf(response.clientDataJSON),
      attestationObject: textOf(response.attestationObject),
      transports: response.getTransports?.() ?? [],
    },
  }
}

function nameOf({ id, rawId }: PublicKeyCredential) {
  return { id, rawId: textOf(rawId), type: 'public-key' as const }
}

/** A browser throws when somebody waves a passkey away, as when there is none. */
async function orUndefined(asked: Promise<Credential | null>): Promise<PublicKeyCredential | undefined> {
  try {
    return ((await asked) as PublicKeyCredential | null) ?? undefined
  } catch (error) {
    if (error instanceof DOMException) return undefined
    throw error
  }
}

function readDescriptor({ id, ...rest }: Descriptor): PublicKeyCredentialDescriptor {
  return { ...rest, id: bytesOf(id) }
}

function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  const binary = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(binary, (character) => character.charCodeAt(0))
}

function textOf(bytes: ArrayBuffer): string {
  const binary = String.fromCharCode(...new Uint8Array(bytes))
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}
