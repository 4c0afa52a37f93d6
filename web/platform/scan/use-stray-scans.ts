import { type KeyboardEvent, useRef } from 'react'
import { afterStroke, codeOf, type Stroked } from './stray-scan.ts'

/** Where the keys of a scan may go astray: into a field, or onto a button, which the Enter at their end would press. */
type Astray = HTMLInputElement | HTMLButtonElement

type Begun = { field: Astray; before: string; stroked: Stroked }

/**
 * Catches what a scanner writes into fields that are not for codes, such as a quantity that was just changed: the field has again
 * what stood in it, no button is pressed, and the code is handed on. For the `onKeyDownCapture` of what is around the fields.
 */
export function useStrayScans(onScan: (code: string) => void): (event: KeyboardEvent<HTMLElement>) => void {
  const begun = useRef<Begun>(undefined)
  return (event) => {
    const { target: field, key, timeStamp } = event
    const isModified = event.ctrlKey || event.metaKey || event.altKey
    const canStray = field instanceof HTMLInputElement || field instanceof HTMLButtonElement
    if (!canStray || event.nativeEvent.isComposing || isModified) return
    const run = begun.current?.field === field ? begun.current : undefined
    if (key.length === 1) {
      const stroked = afterStroke(run?.stroked, key, timeStamp)
      begun.current = { field, stroked, before: stroked.keys.length > 1 && run ? run.before : field.value }
      return
    }
    if (key === 'Shift') return
    begun.current = undefined
    const code = run && (key === 'Enter' || key === 'Tab') ? codeOf(run.stroked, timeStamp) : undefined
    if (run === undefined || code === undefined) return
    event.preventDefault()
    event.stopPropagation()
    if (field instanceof HTMLInputElement) write(field, run.before)
    onScan(code)
  }
}

/** Writes as somebody who types does, so that whoever listens to the field hears it. */
function write(field: HTMLInputElement, value: string): void {
  const { set } = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value') ?? {}
  set?.call(field, value)
  field.dispatchEvent(new Event('input', { bubbles: true }))
}
