import { useDevice } from './device.ts'

/** Sets words one after another, as the language does. */
export function useListWords(): (words: readonly string[]) => string {
  const { language } = useDevice()
  return (words) => words.join(language === 'en' ? ', ' : '、')
}
