import { useTranslation } from 'react-i18next'
import { needWords } from '../platform/i18n/use-words.ts'

const area = needWords('customers')

/** What a purpose of consent is called; a merchant's own by its code. */
export function usePurposeName(): (purpose: string) => string {
  const { t, i18n } = useTranslation(area)
  return (purpose) => {
    const key = `consent_purpose_${purpose}`
    return i18n.exists(key, { ns: area }) ? t(key) : purpose
  }
}
