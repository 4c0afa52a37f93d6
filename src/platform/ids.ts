// Ids are UUIDv7 (RFC 9562): 48 bits of milliseconds, then here a counter of 46 bits and 28 random bits. The counter
// never goes back while the process lives, so ids of one millisecond stand in the order in which they were made, also
// when batches with different clock readings take turns. It starts at a random place, so two processes do not meet.
// An id is hard to guess but it is not a secret: what opens a door is a token.
import { hash, randomFillSync } from 'node:crypto'

/** A new id whose time is `at`, to the millisecond; greater than every earlier one of that millisecond in this process. */
export function newId(at: Date): string {
  const ms = at.getTime()
  if (ms !== prefixMs || counterLow === 0xf_ffff) renewPrefix(ms)
  counterLow += 1
  if (poolAt === pool.length) refillPool()
  const random = pool[poolAt++] as number
  const middle = ((counterLow & 0xff) << 4) | (random >>> 24)
  return prefix + hex(counterLow >>> 8) + hex(middle) + hex((random >>> 12) & 0xfff) + hex(random & 0xfff)
}

/**
 * The id of something that a merchant knows by its name alone, such as a channel by its code: always the same (UUIDv8 of a
 * SHA-256; the database's `named_id` makes it too).
 */
export function namedId(merchantId: string, kind: string, name: string): string {
  const digits = hash('sha256', `${merchantId} ${kind} ${name}`, 'hex')
  const groups = [
    [0, 8],
    [8, 12],
    [13, 16],
    [17, 20],
    [20, 32],
  ].map(([from, to]) => digits.slice(from, to))
  return `${groups[0]}-${groups[1]}-8${groups[2]}-8${groups[3]}-${groups[4]}`
}

/** When the id was made, to the millisecond. */
export function idTime(id: string): Date {
  return new Date(Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16))
}

/** The lowest id that can have been made in the millisecond of `at`: `id >= firstIdAt(from)` asks for those since. */
export function firstIdAt(at: Date): string {
  return `${timePart(at.getTime())}-7000-8000-000000000000`
}

/** The highest id that can have been made in the millisecond of `at`. */
export function lastIdAt(at: Date): string {
  return `${timePart(at.getTime())}-7fff-bfff-ffffffffffff`
}

/** Whether `text` is an id as we write them: UUIDv7, lower case, with hyphens. */
export function isId(text: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(text)
}

/** Three hexadecimal digits for each number of 12 bits: a third of the time of writing digits one by one. */
const threeDigits = Array.from({ length: 0x1000 }, (_, value) => value.toString(16).padStart(3, '0'))

/** 28 random bits for each id; the operating system is asked once in a thousand ids. */
const pool = new Uint32Array(1024)
let poolAt = pool.length

// The counter: 26 bits in the id's third and fourth group, 20 in its last. It begins below its middle, with 10^13 to go.
let counterHigh = startOfCounter()
let counterLow = 0

/** All of an id but its last twelve digits, for the millisecond that was asked for last. */
let prefix = ''
let prefixMs = Number.NaN

function renewPrefix(ms: number): void {
  if (counterLow === 0xf_ffff) {
    counterLow = 0
    counterHigh += 1
  }
  const version = `7${hex(counterHigh >>> 14)}`
  const variant = (0x8000 | (counterHigh & 0x3fff)).toString(16)
  prefix = `${timePart(ms)}-${version}-${variant}-`
  prefixMs = ms
}

function timePart(ms: number): string {
  if (!(ms >= 0 && ms < 2 ** 48)) throw new RangeError(`an id cannot carry the time ${ms}`)
  const digits = ms.toString(16).padStart(12, '0')
  return `${digits.slice(0, 8)}-${digits.slice(8)}`
}

function refillPool(): void {
  randomFillSync(pool)
  for (let index = 0; index < pool.length; index++) pool[index] = (pool[index] as number) >>> 4
  poolAt = 0
}

function startOfCounter(): number {
  return (randomFillSync(new Uint32Array(1))[0] as number) >>> 7
}

function hex(value: number): string {
  return threeDigits[value] as string
}
