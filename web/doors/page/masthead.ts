import { make } from './element.ts'
import { type Language, language, setWords, speakLanguage, type WordKey } from './say.ts'

const languages: readonly (readonly [Language, string])[] = [
  ['zh-CN', '中文'],
  ['en', 'English'],
]

/** The page's head with the languages, and its main part, which is answered. */
export function layPage(title: WordKey, kind: 'door' | 'account'): { main: HTMLElement; tools: HTMLElement } {
  document.body.className = kind
  const titleElement = document.querySelector('title')
  if (titleElement !== null) setWords(titleElement, title)
  const tools = make('div', { class: 'tools' })
  const main = make('main', { id: 'main', tabindex: -1 })
  const brand = make('a', { class: 'brand', href: '/' }, make('span', { lang: 'zh-CN' }, '一单'), ' Yidan')
  document.body.replaceChildren(
    make('a', { class: 'skip', href: '#main', say: 'skip_to_content' }),
    make('header', { class: 'masthead' }, brand, tools, makeLanguages()),
    main,
  )
  return { main, tools }
}

function makeLanguages(): HTMLElement {
  const buttons = languages.map(([code, name]) => {
    const button = make('button', { type: 'button', lang: code, 'aria-pressed': String(code === language()) }, name)
    button.addEventListener('click', () => {
      speakLanguage(code)
      for (const other of buttons) other.setAttribute('aria-pressed', String(other === button))
    })
    return button
  })
  return make('div', { class: 'languages', role: 'group', label: 'language' }, ...buttons)
}
