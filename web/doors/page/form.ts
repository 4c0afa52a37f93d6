import { Refusal } from './call.ts'
import { make, whileBusy } from './element.ts'
import type { Field } from './field.ts'
import { type OwnWords, waitOf, wordsOf } from './refusals.ts'
import { type Facts, setWords, type WordKey } from './say.ts'

/** What a form is made of. */
export type FormMade = {
  fields: readonly Field[]
  submit: WordKey
  /** What is done with the values; a refusal is shown beside its field. */
  send: (values: Record<string, string>) => Promise<void>
  /** Other words for some codes. */
  words?: OwnWords
  /** What stands before the fields, and after the button. */
  before?: Node[]
  after?: Node[]
}

/** Thrown by what was given up on purpose: nothing is said about it. */
export class GivenUp extends Error {}

/** A form whose faults stand beside their fields, the first one focused; how long to wait is counted down. */
export function makeForm({ fields, submit, send, words = {}, before = [], after = [] }: FormMade): HTMLFormElement {
  const alert = make('p', { class: 'alert', role: 'alert', hidden: true })
  const button = make('button', { type: 'submit', class: 'main', say: submit })
  const form = make(
    'form',
    { novalidate: true, method: 'post' },
    ...before,
    ...fields.map(({ element }) => element),
    alert,
    make('div', { class: 'actions' }, button, ...after),
  )
  const warn = (said?: { key: WordKey; facts: Facts }) => {
    alert.hidden = said === undefined
    if (said !== undefined) setWords(alert, said.key, said.facts)
  }
  const refuse = (error: unknown) => {
    if (error instanceof GivenUp) return
    const waitSeconds = waitOf(error)
    if (waitSeconds !== undefined) return countDown(waitSeconds, { button, warn })
    const said = wordsOf(error, words)
    const field = error instanceof Refusal ? fields.find(({ name }) => name === error.field) : undefined
    if (field === undefined) return warn(said)
    field.fault(said)
    field.input.focus()
  }
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    if (button.getAttribute('aria-busy') === 'true' || button.getAttribute('aria-disabled') === 'true') return
    warn()
    if (!areFilled(fields)) return
    const values = Object.fromEntries(fields.map(({ name, input }) => [name, input.value]))
    void whileBusy(button, () => send(values).catch(refuse))
  })
  return form
}

/** Whether all that is needed is there; says so of each that is not, and goes to the first of them. */
function areFilled(fields: readonly Field[]): boolean {
  const missing = fields.filter(({ input }) => input.required && input.value.trim() === '')
  for (const field of fields) field.fault(missing.includes(field) ? { key: 'fill_in' } : undefined)
  missing[0]?.input.focus()
  return missing.length === 0
}

const secondMs = 1000

/** Keeps the button from being pressed and counts the seconds; a reader of the screen is told the number once. */
function countDown(
  seconds: number,
  { button, warn }: { button: HTMLElement; warn: (said?: { key: WordKey; facts: Facts }) => void },
): void {
  const endsMs = performance.now() + seconds * secondMs
  const clock = make('p', { class: 'hint countdown', 'aria-hidden': 'true' })
  button.closest('form')?.insertBefore(clock, button.parentElement)
  button.setAttribute('aria-disabled', 'true')
  warn({ key: 'wait', facts: { wait: lengthOf(seconds) } })
  const tick = () => {
    const left = Math.ceil((endsMs - performance.now()) / secondMs)
    setWords(clock, 'wait_left', { wait: lengthOf(left) })
    if (left > 0 && clock.isConnected) return
    clearInterval(timer)
    clock.remove()
    button.removeAttribute('aria-disabled')
    warn()
  }
  const timer = setInterval(tick, secondMs)
  tick()
}

/** Minutes and seconds: `1:05`. */
function lengthOf(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}
