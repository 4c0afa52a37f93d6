// What somebody types while the field that they mean is still on its way.

/** What was typed so far; taken, nothing more is caught. */
export type TypeAhead = { take: () => string }

/** Catches what is typed from now on. What a composition makes cannot be caught: it begins in a field. */
export function catchTyping(target: EventTarget = window): TypeAhead {
  const taken = new AbortController()
  let text = ''
  const hear = (event: Event) => {
    const { key, ctrlKey, metaKey, altKey, isComposing } = event as KeyboardEvent
    if (isComposing || ctrlKey || metaKey || altKey) return
    if (key === 'Backspace') text = text.slice(0, -1)
    else if (key.length === 1) text += key
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  target.addEventListener('keydown', hear, { capture: true, signal: taken.signal })
  return {
    take: () => {
      taken.abort()
      return text
    },
  }
}
