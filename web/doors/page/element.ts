import { type Facts, say, sayTime, setWords, type WordKey } from './say.ts'

/** What an element is made with; what is not named here is an attribute, and `false` leaves it out. */
export type Traits = {
  say?: WordKey
  facts?: Facts | undefined
  /** Its aria-label. */
  label?: WordKey
  onClick?: () => void
  [attribute: string]: unknown
}

/** Makes an element. Texts are text nodes: nothing is ever parsed as HTML. */
export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  { say: key, facts, label, onClick, ...attributes }: Traits = {},
  ...children: (Node | string | undefined)[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === undefined) continue
    element.setAttribute(name, value === true ? '' : String(value))
  }
  if (key !== undefined) setWords(element, key, facts)
  if (label !== undefined) {
    element.setAttribute('data-label', label)
    element.setAttribute('aria-label', say(label))
  }
  if (onClick !== undefined) element.addEventListener('click', onClick)
  element.append(...children.filter((child) => child !== undefined))
  return element
}

/** A moment. */
export function makeTime(moment: string): HTMLTimeElement {
  return make('time', { datetime: moment }, sayTime(moment))
}

/** A button that does something; several clicks while it works are one. */
export function makeButton(words: WordKey, work: () => void | Promise<void>, traits: Traits = {}): HTMLButtonElement {
  const button = make('button', { type: 'button', say: words, ...traits })
  button.addEventListener('click', () => {
    if (button.getAttribute('aria-busy') === 'true') return
    void whileBusy(button, work)
  })
  return button
}

/** Shows on a button that its work is going on. It stays in reach of the keyboard. */
export async function whileBusy(button: HTMLElement, work: () => void | Promise<void>): Promise<void> {
  button.setAttribute('aria-busy', 'true')
  try {
    await work()
  } finally {
    button.removeAttribute('aria-busy')
  }
}
