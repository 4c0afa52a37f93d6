import { useTranslation } from 'react-i18next'

/** Says a code by its word in an area; one that has none, such as a merchant's own purpose, as it is. */
export type SayCode = (area: 'customers' | 'orders', key: string, code: string) => string

/** The words of codes that stand among what happened with a customer. */
export function useCodeWords(): SayCode {
  const { t, i18n } = useTranslation(['customers', 'orders'])
  return (ns, key, code) => (i18n.exists(key, { ns }) ? t(key, { ns }) : code)
}
