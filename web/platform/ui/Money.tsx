import { currencyExponent } from '../../../src/platform/money.ts'
import { useDevice } from '../device.ts'

/** An amount in minor units, with its currency, in figures of one width. */
export function Money({ amount, currency }: { amount: number; currency: string }) {
  const { language } = useDevice()
  return <span className="figure">{writeMoney(amount, currency, language)}</span>
}

/** Writes an amount of minor units in a language: exact, whatever its size. */
export function writeMoney(amount: number, currency: string, language: string): string {
  const exponent = currencyExponent(currency)
  const digits = String(Math.abs(amount)).padStart(exponent + 1, '0')
  const decimal = exponent === 0 ? digits : `${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`
  // A decimal text is formatted as it stands, without becoming a float.
  return formatOf(currency, language).format(`${amount < 0 ? '-' : ''}${decimal}` as Intl.StringNumericLiteral)
}

const formats = new Map<string, Intl.NumberFormat>()

/** To make a format costs far more than to use it, and a list writes hundreds of amounts. */
function formatOf(currency: string, language: string): Intl.NumberFormat {
  const key = `${currency} ${language}`
  const known = formats.get(key)
  if (known !== undefined) return known
  const exponent = currencyExponent(currency)
  const made = new Intl.NumberFormat(language, {
    ...{ style: 'currency', currency, currencyDisplay: 'narrowSymbol' },
    ...{ minimumFractionDigits: exponent, maximumFractionDigits: exponent },
  })
  formats.set(key, made)
  return made
}
