import { useTranslation } from 'react-i18next'
import { needWords } from '../platform/i18n/use-words.ts'

const area = needWords('audit')

/** What a type of event is called: its object and what was done to it; what has no words is named by its code. */
export function useDeedName(): (type: string) => string {
  const { t, i18n } = useTranslation(area)
  const word = (key: string, code: string) => (i18n.exists(key, { ns: area }) ? t(key) : code.replaceAll('_', ' '))
  return (type) => {
    const [object = '', deed = ''] = type.split('.')
    return t('deed_form', { object: word(`object_${object}`, object), deed: word(`deed_${deed}`, deed) })
  }
}
