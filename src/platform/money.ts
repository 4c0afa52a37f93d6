// Money is a whole number of the currency's minor units (分, cents, yen), in a JavaScript safe integer, with its currency
// beside it. A unit price is finer: price units of 1/10,000 of the major unit. No fraction is ever a float, and a result
// is rounded once, half away from zero, so that a refund undoes exactly what its sale did.
import { DomainError } from './errors.ts'

/**
 * Active currencies by the number of decimals of their minor unit. Source: ISO 4217 list one of 2024-06-25 with amendments
 * 176 (XCG for ANG), 178 (CUC gone), 179 (XAD) and Bulgaria's euro (BGN gone, 2026). Codes without a minor unit (gold,
 * testing, …) are not money here.
 */
const codesByExponent: Record<number, string> = {
  0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF',
  2:
    'AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CNY ' +
    'COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS ' +
    'INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR ' +
    'MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP ' +
    'STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XAD XCD XCG YER ZAR ZMW ZWG',
  3: 'BHD IQD JOD KWD LYD OMR TND',
  4: 'CLF UYW',
}
const exponents = new Map(
  Object.entries(codesByExponent).flatMap(([exponent, codes]) => codes.split(' ').map((code) => [code, +exponent])),
)

/** Every active ISO 4217 currency that has a minor unit, sorted. */
export const currencies: readonly string[] = [...exponents.keys()].sort()

/** Whether `text` is one of `currencies`. */
export function isCurrency(text: string): boolean {
  return exponents.has(text)
}

/**
 * How many decimals the currency's minor unit has: 2 for CNY, 0 for JPY, 3 for KWD.
 * @throws RangeError for a currency that is none
 */
export function currencyExponent(currency: string): number {
  const exponent = exponents.get(currency)
  if (exponent === undefined) throw new RangeError(`no such currency: ${currency}`)
  return exponent
}

/**
 * Splits `total` in proportion to `weights`, so that the parts add up to it exactly: each gets its share rounded towards
 * zero, and what is left goes, a unit each, to the largest remainders (the earlier of equals). A weight of zero gets
 * nothing, unless all are zero: then the split is even.
 * @throws RangeError if a number is no safe integer, a weight is negative, or there is nobody to take a total
 */
export function allocate(total: number, weights: readonly number[]): number[] {
  if (total < 0) return allocate(-total, weights).map((part) => 0 - part)
  const sum = weights.reduce((sum, weight) => checkedAmount(sum + checkedWeight(weight)), 0)
  if (sum === 0 && weights.length > 0)
    return allocate(
      total,
      weights.map(() => 1),
    )
  if (sum === 0 && total !== 0) throw new RangeError('there is nobody to take the total')

  const shares = weights.map((weight, index) => ({ index, ...divide(total, weight, sum) }))
  const parts = shares.map((share) => share.quotient)
  const left = parts.reduce((left, part) => left - part, checkedAmount(total))
  const first = shares.sort((a, b) => b.remainder - a.remainder || a.index - b.index).slice(0, left)
  for (const { index } of first) parts[index] = (parts[index] ?? 0) + 1
  return parts
}

/**
 * `amount` × `numerator` ÷ `denominator`, exact, rounded once, half away from zero.
 * @throws RangeError if a number or the result is no safe integer, or the denominator is not above zero
 */
export function proportion(amount: number, numerator: number, denominator: number): number {
  if (!(denominator > 0)) throw new RangeError(`cannot divide by ${denominator}`)
  const { quotient, remainder } = divide(Math.abs(amount), Math.abs(numerator), denominator)
  const size = checkedAmount(remainder >= denominator - remainder ? quotient + 1 : quotient)
  return amount < 0 !== numerator < 0 ? 0 - size : size
}

/**
 * Reads a unit price such as `12.3456` into price units (123456).
 * @throws DomainError invalid `price_invalid` { text } for anything but a decimal number of up to four decimals
 */
export function parsePrice(text: string): number {
  return parseDecimal(text, priceDecimals) ?? refuse('price_invalid', text, priceDecimals)
}

/** Writes price units as a decimal number without needless zeros; with a currency, with at least its decimals. */
export function formatPrice(priceUnits: number, currency?: string): string {
  const kept = currency === undefined ? 0 : currencyExponent(currency)
  const [whole = '', decimals = ''] = formatDecimal(priceUnits, priceDecimals).split('.')
  const shown = decimals.replace(/0+$/, '').padEnd(kept, '0')
  return shown === '' ? whole : `${whole}.${shown}`
}

/**
 * What `quantity` pieces at a unit price come to, in the currency's minor units.
 * @throws RangeError beyond safe integers
 */
export function lineAmount(priceUnits: number, quantity: number, currency: string): number {
  return proportion(priceUnits, quantity, 10 ** (priceDecimals - currencyExponent(currency)))
}

/** Writes minor units as a decimal number of the major unit, with all the currency's decimals: `-12.30`, and `1230` in yen. */
export function formatMoney(minor: number, currency: string): string {
  return formatDecimal(minor, currencyExponent(currency))
}

/**
 * Reads a decimal number of the major unit into minor units.
 * @throws DomainError invalid `amount_invalid` { text, decimals } for anything but a decimal number of no more decimals
 * than the currency has
 */
export function parseMoney(text: string, currency: string): number {
  const decimals = currencyExponent(currency)
  return parseDecimal(text, decimals) ?? refuse('amount_invalid', text, decimals)
}

/** The tax that a gross amount contains, at a rate in basis points (13 % is 1300). */
export function taxInside(gross: number, rateBasisPoints: number): number {
  return proportion(gross, rateBasisPoints, basisPoints + rateBasisPoints)
}

/** The tax to be added to a net amount, at a rate in basis points (13 % is 1300). */
export function taxOnTop(net: number, rateBasisPoints: number): number {
  return proportion(net, rateBasisPoints, basisPoints)
}

const priceDecimals = 4
const basisPoints = 10_000

/** `a` × `b` ÷ `divisor`, all at least zero, as whole numbers; through BigInt only where the product needs it. */
function divide(a: number, b: number, divisor: number): { quotient: number; remainder: number } {
  for (const number of [a, b, divisor]) checkedAmount(number)
  const product = a * b
  if (Number.isSafeInteger(product)) {
    const remainder = product % divisor
    return { quotient: (product - remainder) / divisor, remainder }
  }
  const exact = BigInt(a) * BigInt(b)
  const quotient = checkedAmount(Number(exact / BigInt(divisor)))
  return { quotient, remainder: Number(exact % BigInt(divisor)) }
}

function parseDecimal(text: string, decimals: number): number | undefined {
  const [, sign, whole = '', fraction = ''] = /^(-?)(\d{1,16})(?:\.(\d+))?$/.exec(text) ?? []
  const size = Number(whole + fraction.padEnd(decimals, '0'))
  if (whole === '' || fraction.length > decimals || !Number.isSafeInteger(size)) return undefined
  return sign === '-' ? 0 - size : size
}

function formatDecimal(units: number, decimals: number): string {
  const digits = String(Math.abs(checkedAmount(units))).padStart(decimals + 1, '0')
  const whole = digits.slice(0, digits.length - decimals)
  const sign = units < 0 ? '-' : ''
  return decimals === 0 ? sign + whole : `${sign}${whole}.${digits.slice(-decimals)}`
}

function refuse(code: string, text: string, decimals: number): never {
  throw new DomainError('invalid', code, { facts: { text: text.slice(0, 40), decimals } })
}

function checkedAmount(amount: number): number {
  if (!Number.isSafeInteger(amount)) throw new RangeError(`not a safe whole number: ${amount}`)
  return amount
}

function checkedWeight(weight: number): number {
  if (checkedAmount(weight) < 0) throw new RangeError(`a weight cannot be negative: ${weight}`)
  return weight
}
