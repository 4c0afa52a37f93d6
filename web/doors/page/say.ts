// Words on the page. An element carries the key of its words and the facts they are filled with, and the language is the
// document's own: so switching writes every text again, and nothing has to be loaded or built anew.
import { en } from '../words/en.ts'
import { zhCn } from '../words/zh-cn.ts'

/** The key of something that is said. */
export type WordKey = keyof typeof zhCn
/** What `{places}` in words are filled with. */
export type Facts = Readonly<Record<string, string | number>>
/** A language that the pages speak. */
export type Language = 'zh-CN' | 'en'

const kept = 'yidan-language'

/** The language of the page. */
export function language(): Language {
  return document.documentElement.lang === 'en' ? 'en' : 'zh-CN'
}

/** Begins with the language that was chosen on this device, else with the one that the browser asked for. */
export function beginLanguage(): void {
  const chosen = readKept()
  if (chosen === 'en' || chosen === 'zh-CN') document.documentElement.lang = chosen
}

/** Speaks another language at once, and keeps it for the next visit. */
export function speakLanguage(next: Language): void {
  document.documentElement.lang = next
  try {
    localStorage.setItem(kept, next)
  } catch {
    // Where a browser keeps nothing, it is chosen anew.
  }
  speak(document)
}

/** Words in the page's language. */
export function say(key: WordKey, facts: Facts = {}): string {
  const words: string = (language() === 'en' ? en : zhCn)[key]
  return words.replace(/\{(\w+)\}/g, (_, name: string) => String(facts[name] ?? ''))
}

/** A moment in the page's language, to the minute, in the device's zone. */
export function sayTime(moment: string): string {
  return new Intl.DateTimeFormat(language(), { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(moment))
}

/** Gives an element its words. */
export function setWords(element: Element, key: WordKey, facts: Facts = {}): void {
  element.setAttribute('data-say', key)
  element.setAttribute('data-facts', JSON.stringify(facts))
  element.textContent = say(key, facts)
}

/** Writes everything below a node that has words again. */
function speak(root: ParentNode): void {
  for (const element of root.querySelectorAll('[data-say]')) {
    const facts = JSON.parse(element.getAttribute('data-facts') ?? '{}') as Facts
    element.textContent = say(element.getAttribute('data-say') as WordKey, facts)
  }
  for (const element of root.querySelectorAll('[data-label]')) {
    element.setAttribute('aria-label', say(element.getAttribute('data-label') as WordKey))
  }
  for (const element of root.querySelectorAll('time')) element.textContent = sayTime(element.dateTime)
}

function readKept(): string | null {
  try {
    return localStorage.getItem(kept)
  } catch {
    return null
  }
}
