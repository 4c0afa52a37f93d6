import { useTranslation } from 'react-i18next'
import { useHistoryWords } from './words.ts'

/** What an event is called: `order.held` 挂起; a type that has no words yet, as it is. */
export function useEventWords(): (type: string) => string {
  const say = useHistoryWords()
  const { i18n } = useTranslation('history')
  return (type) => {
    const key = `event_${type.replaceAll('.', '_')}`
    return i18n.exists(key, { ns: 'history' }) ? say(key as Parameters<typeof say>[0]) : type
  }
}
