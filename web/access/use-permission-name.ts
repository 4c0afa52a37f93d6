import { useTranslation } from 'react-i18next'
import { needWords } from '../platform/i18n/use-words.ts'

const area = needWords('permissions')

/** What a permission is called, and whether a text means it: by its words or its code. One without words is its code. */
export function usePermissionName(): {
  nameOf: (permission: string) => string
  matches: (permission: string, text: string) => boolean
} {
  const { t, i18n } = useTranslation(area)
  const nameOf = (permission: string) => (i18n.exists(permission, { ns: area }) ? t(permission) : permission)
  const matches = (permission: string, text: string) =>
    `${nameOf(permission)} ${permission}`.toLowerCase().includes(text.trim().toLowerCase())
  return { nameOf, matches }
}
