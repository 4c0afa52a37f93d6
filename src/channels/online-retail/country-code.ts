import { countries } from '../../platform/countries.ts'

/** How the file names countries where it does not use their usual English names. */
const otherNames: Readonly<Record<string, string>> = {
  EIRE: 'IE',
  USA: 'US',
  RSA: 'ZA',
  Korea: 'KR',
  'Hong Kong': 'HK',
  'Channel Islands': 'JE',
  'Czech Republic': 'CZ',
}

const namesInEnglish = new Intl.DisplayNames('en', { type: 'region' })
const codes = new Map([
  ...countries.map((code): [string, string] => [namesInEnglish.of(code) ?? code, code]),
  ...Object.entries(otherNames),
])

/** The code (ISO 3166-1 alpha-2) of a country by its name in the file; undefined for what is none, like `Unspecified`. */
export function countryCodeOf(name: string): string | undefined {
  return codes.get(name)
}
