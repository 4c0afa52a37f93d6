import { useTranslation } from 'react-i18next'

/** What a purpose of consent is called; a merchant's own by its code. */
export function usePurposeName(): (purpose: string) => string {
  const { t, i18n } = useTranslation('customers')
  return (purpose) => {
    const key = `consent_purpose_${purpose}`
    return i18n.exists(key, { ns: 'customers' }) ? t(key) : purpose
  }
}
