import { createHash, createSign, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto'

/** A device that holds one passkey, and answers as it is told (Web Authentication Level 3, section 6.1). */
export type Authenticator = { id: string; register: (asked: Asked) => object; sign: (asked: Asked) => object }

/** What a page asks a device; `counter` is how often it signed, `verified` that it asked for a finger or a code. */
export type Asked = { challenge: string; origin: string; counter?: number; verified?: boolean; type?: string }

export function createAuthenticator(): Authenticator {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const credential = randomBytes(16)
  const id = credential.toString('base64url')
  const answer = (response: object) => ({ id, rawId: id, type: 'public-key', response, clientExtensionResults: {} })
  return {
    id,
    register: (asked) => {
      const length = Buffer.from([0, credential.length])
      const attested = Buffer.concat([Buffer.alloc(16), length, credential, coseKey(publicKey)])
      const data = Buffer.concat([authenticatorData(asked, 0x40), attested])
      // { fmt: "none", attStmt: {}, authData }
      const head = Buffer.from('a363666d74646e6f6e656761747453746d74a068617574684461746158', 'hex')
      const object = Buffer.concat([head, Buffer.from([data.length]), data])
      return answer({
        clientDataJSON: clientData('webauthn.create', asked),
        attestationObject: object.toString('base64url'),
      })
    },
    sign: (asked) => {
      const clientDataJSON = clientData(asked.type ?? 'webauthn.get', asked)
      const data = authenticatorData(asked, 0)
      const signed = Buffer.concat([data, sha256(Buffer.from(clientDataJSON, 'base64url'))])
      const signature = createSign('sha256').update(signed).sign(privateKey).toString('base64url')
      return answer({ clientDataJSON, authenticatorData: data.toString('base64url'), signature })
    },
  }
}

function clientData(type: string, { challenge, origin }: Asked): string {
  return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false })).toString('base64url')
}

/** The hash of the host, what the person did (present: 1, verified: 4), how often it signed. */
function authenticatorData({ origin, counter = 0, verified = true }: Asked, more: number): Buffer {
  const count = Buffer.alloc(4)
  count.writeUInt32BE(counter)
  return Buffer.concat([
    sha256(Buffer.from(new URL(origin).hostname)),
    Buffer.from([1 | (verified ? 4 : 0) | more]),
    count,
  ])
}

/** A public key of P-256 as COSE has it (RFC 9053 section 7.1.1). */
function coseKey(publicKey: KeyObject): Buffer {
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  const part = (text: string) => Buffer.from(text, 'base64url')
  return Buffer.concat([Buffer.from('a5010203262001215820', 'hex'), part(x), Buffer.from('225820', 'hex'), part(y)])
}

function sha256(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest()
}
