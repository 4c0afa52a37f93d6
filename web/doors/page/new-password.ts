import { make } from './element.ts'
import { type Field, makePassword } from './field.ts'
import { strengthOf } from './password-strength.ts'
import { setWords, type WordKey } from './say.ts'

/** The field of a new password, which says while it is typed how good it looks; `known`: what others know of the person. */
export function makeNewPassword(label: WordKey, known: readonly string[]): Field {
  const field = makePassword({ name: 'password', label, hint: 'password_hint', use: 'new' })
  const meter = make('meter', { min: 0, max: 3, low: 2, high: 3, optimum: 3, value: 0, label: 'strength' })
  const words = make('span', { say: 'strength_short' })
  const line = make('div', { class: 'strength', role: 'status', 'data-empty': true }, meter, words)
  field.element.append(line)
  field.input.addEventListener('input', () => {
    const { value } = field.input
    const strength = strengthOf(value, known)
    meter.value = { short: 0, weak: 1, fair: 2, good: 3 }[strength]
    line.toggleAttribute('data-empty', value === '')
    setWords(words, `strength_${strength}`)
  })
  return field
}
