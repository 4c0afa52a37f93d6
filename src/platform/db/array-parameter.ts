import { arrayLiteral, type ColumnType, type ColumnValue } from './array-literal.ts'

/**
 * One column of many rows as a parameter: in PostgreSQL's binary form where reading its text costs the server far more (an
 * id: 1 µs against 0.1), else as an array literal. The driver sends a Buffer as binary.
 */
export function arrayParameter<Row>(
  type: ColumnType,
  rows: readonly Row[],
  valueIn: (row: Row) => ColumnValue,
): string | Buffer {
  const binary = binaryTypes[type]
  return binary === undefined ? arrayLiteral(type, rows, valueIn) : binaryArray(binary, rows, valueIn)
}

type BinaryType = { oid: number; bytes: number; write: (buffer: Buffer, at: number, value: ColumnValue) => void }

const binaryTypes: { readonly [Type in ColumnType]?: BinaryType } = {
  uuid: { oid: 2950, bytes: 16, write: writeUuid },
  timestamptz: { oid: 1184, bytes: 8, write: writeMoment },
}

const headerBytes = 20

/** PostgreSQL's `array_recv`: dimensions, whether there are nulls, type, length, lower bound; then each with its length. */
function binaryArray<Row>(
  { oid, bytes, write }: BinaryType,
  rows: readonly Row[],
  valueIn: (row: Row) => ColumnValue,
): Buffer {
  const buffer = Buffer.allocUnsafe(headerBytes + rows.length * (4 + bytes))
  let hasNulls = 0
  let at = headerBytes
  for (let index = 0; index < rows.length; index++) {
    const value = valueIn(rows[index] as Row)
    if (value === null || value === undefined) {
      hasNulls = 1
      at = buffer.writeInt32BE(-1, at)
    } else {
      at = buffer.writeInt32BE(bytes, at)
      write(buffer, at, value)
      at += bytes
    }
  }
  buffer.writeInt32BE(rows.length === 0 ? 0 : 1, 0)
  buffer.writeInt32BE(hasNulls, 4)
  buffer.writeInt32BE(oid, 8)
  buffer.writeInt32BE(rows.length, 12)
  buffer.writeInt32BE(1, 16)
  return buffer.subarray(0, rows.length === 0 ? 12 : at)
}

const digitValues = new Uint8Array(128).fill(16)
for (let value = 0; value < 16; value++) {
  digitValues[value.toString(16).charCodeAt(0)] = value
  digitValues[value.toString(16).toUpperCase().charCodeAt(0)] = value
}

/** Where the pairs of digits of an id stand in its text. */
const pairs = [0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34] as const

/** @throws RangeError for a text that is no id */
function writeUuid(buffer: Buffer, at: number, value: ColumnValue): void {
  const text = value as string
  let wrong = text.length === 36 ? 0 : 16
  for (let index = 0; index < 16; index++) {
    const pair = pairs[index] as number
    const high = digitValues[text.charCodeAt(pair)] ?? 16
    const low = digitValues[text.charCodeAt(pair + 1)] ?? 16
    wrong |= high | low
    buffer[at + index] = (high << 4) | low
  }
  if (wrong >= 16) throw new RangeError('not an id')
}

/** 2000-01-01T00:00:00Z, where PostgreSQL's microseconds begin. */
const epochMs = 946_684_800_000
const wordSize = 0x1_0000_0000

function writeMoment(buffer: Buffer, at: number, value: ColumnValue): void {
  const microseconds = ((value as Date).getTime() - epochMs) * 1000
  const high = Math.floor(microseconds / wordSize)
  buffer.writeInt32BE(high, at)
  buffer.writeUInt32BE(microseconds - high * wordSize, at + 4)
}
