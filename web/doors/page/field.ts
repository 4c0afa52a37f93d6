import { make, type Traits } from './element.ts'
import { type Facts, setWords, type WordKey } from './say.ts'

/** A labelled input with its hint and its fault. */
export type Field = {
  name: string
  element: HTMLElement
  input: HTMLInputElement | HTMLSelectElement
  /** Says what is wrong with it; without words, that nothing is. */
  fault: (words?: { key: WordKey; facts?: Facts }) => void
}

/** What a field is made of. */
export type FieldForm = { name: string; label: WordKey; hint?: WordKey; input?: Traits; optional?: boolean }

/** A field of text. */
export function makeField({ name, label, hint, input: traits = {}, optional = false }: FieldForm): Field {
  const input = make('input', { type: 'text', id: `field-${name}`, ...traits, name, required: !optional })
  return fieldOf(input, { name, label, ...(hint !== undefined && { hint }) })
}

/** A choice among a few. */
export function makeChoice(
  { name, label }: Pick<FieldForm, 'name' | 'label'>,
  options: readonly (readonly [value: string, text: string])[],
  chosen: string,
): Field {
  const items = options.map(([value, text]) => make('option', { value, selected: value === chosen, lang: value }, text))
  return fieldOf(make('select', { name, id: `field-${name}` }, ...items), { name, label })
}

/** A password, which can be looked at; `known` by the browser's keeper or `new`. */
export function makePassword(form: Pick<FieldForm, 'name' | 'label' | 'hint'> & { use: 'current' | 'new' }): Field {
  const field = makeField({
    ...form,
    input: { type: 'password', autocomplete: `${form.use}-password`, maxlength: 256 },
  })
  const { input } = field
  const show = make('button', { type: 'button', class: 'peek', say: 'show', 'aria-pressed': 'false' })
  show.setAttribute('aria-controls', input.id)
  show.addEventListener('click', () => {
    const isShown = input.getAttribute('type') === 'text'
    input.setAttribute('type', isShown ? 'password' : 'text')
    show.setAttribute('aria-pressed', String(!isShown))
    setWords(show, isShown ? 'show' : 'hide')
  })
  const line = make('div', { class: 'with-peek' })
  input.replaceWith(line)
  line.append(input, show)
  return field
}

/** The name for the browser's keeper of passwords, which looks for one beside each; nobody sees it. */
export function makeNameForKeeper(name: string): HTMLInputElement {
  const traits = { type: 'text', autocomplete: 'username', readonly: true, tabindex: -1, 'aria-hidden': 'true' }
  return make('input', { ...traits, class: 'unseen', value: name })
}

function fieldOf(input: Field['input'], { name, label, hint }: Pick<FieldForm, 'name' | 'label' | 'hint'>): Field {
  const fault = make('p', { class: 'fault', id: `${input.id}-fault`, hidden: true })
  const hints = hint === undefined ? [] : [make('p', { class: 'hint', id: `${input.id}-hint`, say: hint })]
  input.setAttribute('aria-describedby', [fault, ...hints].map(({ id }) => id).join(' '))
  const element = make('div', { class: 'field' }, make('label', { for: input.id, say: label }), input, fault, ...hints)
  return {
    ...{ name, element, input },
    fault: (words) => {
      fault.hidden = words === undefined
      if (words === undefined) input.removeAttribute('aria-invalid')
      else {
        input.setAttribute('aria-invalid', 'true')
        setWords(fault, words.key, words.facts)
      }
    },
  }
}
