import i18next, { type BackendModule } from 'i18next'
import { initReactI18next } from 'react-i18next'
import { device, subscribeToDevice } from '../device.ts'

type WordFile = { words: Readonly<Record<string, string>> }

/** Every area's words, each language a file of its own that is loaded when it is spoken. */
const files: Readonly<Record<string, () => Promise<unknown>>> = import.meta.glob([
  '/*/words/*.ts',
  '/*/*/words/*.ts',
  '!/doors/**',
])

const fromFiles: BackendModule = {
  type: 'backend',
  init: () => undefined,
  read: (language, area, done) => {
    const load = files[`/${area}/words/${language.toLowerCase()}.ts`]
    if (load === undefined) return done(new Error(`no words of ${area} in ${language}`), null)
    load().then(
      (file) => done(null, (file as WordFile).words),
      (error: Error) => done(error, null),
    )
  },
}

/** The words of the screens: an area's name is their namespace. */
export const i18n = i18next

/** Loads the words that every page needs, and follows the device's language. */
export async function beginWords(): Promise<void> {
  await i18n
    .use(fromFiles)
    .use(initReactI18next)
    .init({
      lng: device().language,
      fallbackLng: false,
      load: 'currentOnly',
      ns: ['platform', 'app', 'problems'],
      defaultNS: 'platform',
      keySeparator: false,
      nsSeparator: false,
      interpolation: { escapeValue: false },
      returnNull: false,
    })
  document.documentElement.lang = device().language
  subscribeToDevice(() => {
    const { language } = device()
    if (i18n.language === language) return
    void i18n.changeLanguage(language).then(() => {
      document.documentElement.lang = language
    })
  })
}
