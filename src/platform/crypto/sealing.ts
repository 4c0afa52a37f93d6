// Sealed values: AES-256-GCM (NIST SP 800-38D) with a random nonce. A value is sealed with its person's data key, the data
// key is wrapped by a merchant's key, and that by the instance's (key-ring.ts). What is sealed is bound to its place: read
// at another merchant, table, column or row it does not open. To forget a person is to delete the wrapped data key.
//
// A sealed value is   version (1 byte), nonce (12), ciphertext, tag (16).
// A wrapped key is    version (1 byte), id of the wrapping key (2), nonce (12), ciphertext (32), tag (16).
import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject, randomFillSync } from 'node:crypto'

/** Where a value stands. `table` and `column` are names in the code, and hold no `|`. */
export type SealContext = { merchantId: string; table: string; column: string; rowId: string }

/** A key that wraps other keys, and the number from 0 to 65,535 by which what it wrapped names it. */
export type WrappingKey = { readonly id: number; readonly key: KeyObject }

/** A value that does not open: changed, moved from its row, or sealed with another key. A fault of ours or an attack: 500. */
export class SealedValueBroken extends Error {
  readonly code = 'sealed_value_broken'
  readonly context: SealContext

  constructor(context: SealContext) {
    super(`sealed_value_broken: ${context.table}.${context.column} of row ${context.rowId}`)
    this.name = 'SealedValueBroken'
    this.context = context
  }
}

/** A new random key of 256 bits. It is a KeyObject, so that no log or JSON shows its bytes. */
export function newDataKey(): KeyObject {
  const bytes = randomBytes(keyLength)
  const key = createSecretKey(bytes)
  bytes.fill(0)
  return key
}

/** Makes a wrapping key of 32 bytes. @throws RangeError for another length or an id that two bytes do not hold */
export function wrappingKey(id: number, bytes: Buffer): WrappingKey {
  if (bytes.length !== keyLength) throw new RangeError(`a wrapping key has ${keyLength} bytes, not ${bytes.length}`)
  if (!Number.isInteger(id) || id < 0 || id > 0xffff) throw new RangeError(`not the id of a wrapping key: ${id}`)
  return { id, key: createSecretKey(bytes) }
}

/** Encrypts a key with another, whose id stands in the result. At most 2^32 times with one wrapping key: then renew it. */
export function wrapKey(kek: WrappingKey, dataKey: KeyObject, context: SealContext): Buffer {
  const bytes = dataKey.export()
  const wrapped = encrypt(kek.key, Buffer.of(version, kek.id >>> 8, kek.id & 0xff), bytes, context)
  bytes.fill(0)
  return wrapped
}

/** The id of the key that opens a wrapped key. */
export function wrappingKeyId(wrapped: Buffer): number {
  return wrapped.readUInt16BE(1)
}

/** Opens a wrapped key. @throws SealedValueBroken */
export function unwrapKey(kek: WrappingKey, wrapped: Buffer, context: SealContext): KeyObject {
  if (wrapped.length !== wrappedLength || wrappingKeyId(wrapped) !== kek.id) throw new SealedValueBroken(context)
  const bytes = decrypt(kek.key, 3, wrapped, context)
  const key = createSecretKey(bytes)
  bytes.fill(0)
  return key
}

/** Seals a value to its place; a string is sealed as UTF-8. The result is 29 bytes longer. */
export function seal(dataKey: KeyObject, plaintext: string | Buffer, context: SealContext): Buffer {
  return encrypt(dataKey, sealHeader, plaintext, context)
}

/** Opens a sealed value. @throws SealedValueBroken */
export function open(dataKey: KeyObject, sealed: Buffer, context: SealContext): Buffer {
  return decrypt(dataKey, 1, sealed, context)
}

/** Opens a sealed text. @throws SealedValueBroken */
export function openText(dataKey: KeyObject, sealed: Buffer, context: SealContext): string {
  return open(dataKey, sealed, context).toString('utf8')
}

const algorithm = 'aes-256-gcm'
const version = 1
const keyLength = 32
const nonceLength = 12
const tagLength = 16
const wrappedLength = 3 + nonceLength + keyLength + tagLength
const sealHeader = Buffer.of(version)

// Keys are given to OpenSSL as KeyObjects: with bare buffers each call took six times as long.
function encrypt(key: KeyObject, header: Buffer, plaintext: string | Buffer, context: SealContext): Buffer {
  const nonce = randomBytes(nonceLength)
  const cipher = createCipheriv(algorithm, key, nonce, { authTagLength: tagLength })
  cipher.setAAD(placeOf(context))
  const ciphertext = typeof plaintext === 'string' ? cipher.update(plaintext, 'utf8') : cipher.update(plaintext)
  cipher.final() // empty in GCM, and needed before the tag
  return Buffer.concat([header, nonce, ciphertext, cipher.getAuthTag()])
}

function decrypt(key: KeyObject, headerLength: number, sealed: Buffer, context: SealContext): Buffer {
  const start = headerLength + nonceLength
  const end = sealed.length - tagLength
  if (end < start || sealed[0] !== version) throw new SealedValueBroken(context)
  const nonce = sealed.subarray(headerLength, start)
  const decipher = createDecipheriv(algorithm, key, nonce, { authTagLength: tagLength })
  decipher.setAAD(placeOf(context))
  decipher.setAuthTag(sealed.subarray(end))
  const plaintext = decipher.update(sealed.subarray(start, end))
  try {
    decipher.final()
  } catch {
    throw new SealedValueBroken(context)
  }
  return plaintext
}

/** Unambiguous, because ids and names hold no `|` before the last part. */
function placeOf({ merchantId, table, column, rowId }: SealContext): Buffer {
  return Buffer.from(`${merchantId}|${table}|${column}|${rowId}`)
}

/** The operating system is asked for a block at a time: a call for each nonce took as long as half the sealing. */
const pool = Buffer.alloc(4096)
let poolAt = pool.length

function randomBytes(length: number): Buffer {
  if (poolAt + length > pool.length) {
    randomFillSync(pool)
    poolAt = 0
  }
  poolAt += length
  return pool.subarray(poolAt - length, poolAt)
}
