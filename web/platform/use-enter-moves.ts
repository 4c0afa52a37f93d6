import type { KeyboardEvent } from 'react'

const stops = 'input:not([disabled], [type=hidden]), textarea:not([disabled]), [data-enter-stop]'

/**
 * Enter in a field leads to the next one of the form, and what stands there is marked, so that typing replaces it. In a text of
 * several lines it makes a line, in an open list it picks, and where a field has a meaning of its own for it (`data-enter-own`)
 * it is left alone; those inside `data-enter-skip` are passed over.
 */
export function moveOnEnter(event: KeyboardEvent<HTMLElement>): void {
  const { target } = event
  if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
  if (!(target instanceof HTMLInputElement) || target.closest('[data-enter-own]') !== null) return
  if (target.getAttribute('aria-expanded') === 'true') return
  event.preventDefault()
  event.stopPropagation()
  const fields = [...event.currentTarget.querySelectorAll<HTMLElement>(stops)].filter(
    (field) => field.offsetParent !== null && (field === target || field.closest('[data-enter-skip]') === null),
  )
  const next = fields[fields.indexOf(target) + (event.shiftKey ? -1 : 1)]
  next?.focus()
  if (next instanceof HTMLInputElement) next.select()
}
