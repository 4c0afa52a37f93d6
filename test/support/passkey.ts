import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'

/** What a browser is asked with: the challenge, and for whom. */
type Asked = { challenge: string; rpId: string }

/** A device that makes one passkey and signs in with it, always with the finger on it. */
export type PasskeyDevice = { register: (asked: Asked) => object; answer: (asked: Asked) => object }

const flags = { present: 0x01, verified: 0x04, hasKey: 0x40 }

/** Opens a device whose browser shows our pages at `origin` (Web Authentication Level 3, sections 6.1 and 6.5; no attestation). */
export function openPasskeyDevice(origin: string): PasskeyDevice {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  const credentialId = randomBytes(16)
  let uses = 0
  const clientData = (type: string, challenge: string) =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }))
  const authenticatorData = (rpId: string, more: number, rest: Buffer) => {
    uses += 1
    const head = Buffer.alloc(5)
    head.writeUInt8(flags.present | flags.verified | more)
    head.writeUInt32BE(uses, 1)
    return Buffer.concat([sha256(Buffer.from(rpId)), head, rest])
  }
  const named = { id: text(credentialId), rawId: text(credentialId), type: 'public-key', clientExtensionResults: {} }
  return {
    register: ({ challenge, rpId }) => {
      const key = Buffer.concat([
        coseHead,
        bytes(Buffer.from(x, 'base64url')),
        coseY,
        bytes(Buffer.from(y, 'base64url')),
      ])
      const length = Buffer.from([0, credentialId.length])
      const data = authenticatorData(rpId, flags.hasKey, Buffer.concat([Buffer.alloc(16), length, credentialId, key]))
      const attestation = Buffer.concat([attestationHead, bytes(data)])
      const clientDataJSON = text(clientData('webauthn.create', challenge))
      return { ...named, response: { clientDataJSON, attestationObject: text(attestation) } }
    },
    answer: ({ challenge, rpId }) => {
      const [client, data] = [clientData('webauthn.get', challenge), authenticatorData(rpId, 0, Buffer.alloc(0))]
      const signature = sign('sha256', Buffer.concat([data, sha256(client)]), privateKey)
      const response = { clientDataJSON: text(client), authenticatorData: text(data), signature: text(signature) }
      return { ...named, response }
    },
  }
}

/** CBOR of `{ 1: 2, 3: -7, -1: 1, -2: …, -3: … }`, a key of ES256, up to x and then to y. */
const coseHead = Buffer.from('a5010203262001' + '21', 'hex')
const coseY = Buffer.from('22', 'hex')

/** CBOR of `{ fmt: 'none', attStmt: {}, authData: … }` up to the data. */
const attestationHead = Buffer.concat([
  ...[Buffer.from([0xa3, 0x63]), Buffer.from('fmt'), Buffer.from([0x64]), Buffer.from('none')],
  ...[Buffer.from([0x67]), Buffer.from('attStmt'), Buffer.from([0xa0, 0x68]), Buffer.from('authData')],
])

/** Up to 255 bytes as CBOR. */
function bytes(data: Buffer): Buffer {
  return Buffer.concat([Buffer.from([0x58, data.length]), data])
}

function sha256(data: Buffer): Buffer {
  return createHash('sha256').update(data).digest()
}

function text(data: Buffer): string {
  return data.toString('base64url')
}
