import { useDevice } from './device.ts'

/** What a country is called in the language of the screens, by its code. */
export function useCountryName(): (code: string) => string {
  const { language } = useDevice()
  const names = new Intl.DisplayNames(language, { type: 'region' })
  return (code) => names.of(code) ?? code
}
