import { useCallback, useMemo } from 'react'
import { useDevice } from './device.ts'

/** What a country is called in the language of the screens, by its code. */
export function useCountryName(): (code: string) => string {
  const { language } = useDevice()
  const names = useMemo(() => new Intl.DisplayNames(language, { type: 'region' }), [language])
  return useCallback((code) => names.of(code) ?? code, [names])
}
