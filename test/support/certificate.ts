import { generateKeyPairSync, randomBytes, sign } from 'node:crypto'

/** A certificate that signs itself, valid for a day, for names and IPv4 addresses; PEM. */
export function makeCertificate(names: readonly string[] = ['localhost']): { cert: Buffer; key: Buffer } {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
  const spki = publicKey.export({ type: 'spki', format: 'der' })
  const name = sequence(set(sequence(oid('550403'), tlv(0x0c, Buffer.from('Yidan test')))))
  const dayMs = 86_400_000
  const nowMs = Date.now()
  const body = sequence(
    tlv(0xa0, integer(Buffer.from([2]))),
    integer(Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    ecdsaWithSha256,
    name,
    sequence(time(nowMs - dayMs), time(nowMs + dayMs)),
    name,
    spki,
    tlv(0xa3, sequence(sequence(oid('551d11'), tlv(0x04, sequence(...names.map(subjectName)))))),
  )
  const signature = sign('sha256', body, privateKey)
  const certificate = sequence(body, ecdsaWithSha256, tlv(0x03, Buffer.concat([Buffer.from([0]), signature])))
  return {
    cert: Buffer.from(`-----BEGIN CERTIFICATE-----\n${certificate.toString('base64')}\n-----END CERTIFICATE-----\n`),
    key: Buffer.from(privateKey.export({ type: 'pkcs8', format: 'pem' })),
  }
}

/** X.690: tag, length, value. */
function tlv(tag: number, value: Buffer): Buffer {
  const { length } = value
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...size]), value])
}

function sequence(...parts: Buffer[]): Buffer {
  return tlv(0x30, Buffer.concat(parts))
}

function set(...parts: Buffer[]): Buffer {
  return tlv(0x31, Buffer.concat(parts))
}

function integer(value: Buffer): Buffer {
  return tlv(0x02, value)
}

function oid(hex: string): Buffer {
  return tlv(0x06, Buffer.from(hex, 'hex'))
}

function time(ms: number): Buffer {
  return tlv(0x18, Buffer.from(new Date(ms).toISOString().replace(/[-:T]|\.\d+/g, '')))
}

/** RFC 5280 section 4.2.1.6: [2] dNSName, [7] iPAddress. */
function subjectName(name: string): Buffer {
  const isAddress = /^[\d.]+$/.test(name)
  return isAddress ? tlv(0x87, Buffer.from(name.split('.').map(Number))) : tlv(0x82, Buffer.from(name))
}

const ecdsaWithSha256 = sequence(oid('2a8648ce3d040302'))
