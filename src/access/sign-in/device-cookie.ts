// A device where somebody came in before carries a cookie that says so, so that guesses made elsewhere do not keep them out here.
// It opens nothing. Several people may share a device: the cookie has a mark for each of the last eight.
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { MerchantKeys } from '../../platform/crypto/key-ring.ts'

type LastingKey = Pick<MerchantKeys, 'lastingKey'>

/** How long a device is known without use, in seconds. */
export const deviceLifeSeconds = 180 * 86_400

/** The id of the device, if somebody of this name came in from it before. */
export function knownDevice(keys: LastingKey, cookie: string | undefined, login: Buffer): string | undefined {
  const { device, marks } = parse(cookie)
  if (device === undefined) return undefined
  const expected = Buffer.from(markOf(keys, device, login))
  const isKnown = marks.some((mark) => timingSafeEqual(Buffer.from(mark), expected))
  return isKnown ? device : undefined
}

/** The cookie of a device where somebody came in just now. */
export function markDevice(keys: LastingKey, cookie: string | undefined, login: Buffer): string {
  const { device = randomBytes(16).toString('base64url'), marks } = parse(cookie)
  const mark = markOf(keys, device, login)
  return [device, mark, ...marks.filter((other) => other !== mark).slice(0, mostPeople - 1)].join('.')
}

const mostPeople = 8

function parse(cookie: string | undefined): { device: string | undefined; marks: string[] } {
  const [device, ...marks] = (cookie ?? '').split('.')
  const isWhole = [device ?? '', ...marks].every((part) => /^[\w-]{22}$/.test(part)) && marks.length <= mostPeople
  return isWhole ? { device, marks } : { device: undefined, marks: [] }
}

function markOf({ lastingKey }: LastingKey, device: string, login: Buffer): string {
  const mac = createHmac('sha256', lastingKey).update(`device:${device}:`).update(login).digest()
  return mac.subarray(0, 16).toString('base64url')
}
