import { useEffect, useRef, useSyncExternalStore } from 'react'

/** A shortcut that works on the page now: `g o` is one key after the other, `mod+k` Ctrl or ⌘ with k. */
export type Shortcut = { keys: string; label: string; group: string; run: () => void; worksInFields: boolean }

const chordPatienceMs = 1000
const active = new Set<Shortcut>()
const ofParts = new Set<Shortcut>()
const listeners = new Set<() => void>()
let shown: readonly Shortcut[] = []
let begun: { key: string; at: number } | undefined
let isListening = false

/**
 * Binds keys while a component is there. They never fire while somebody types into a field or composes a word, unless they
 * hold Ctrl or ⌘ and `worksInFields` says so. `label` and `group` are what the keyboard map shows.
 */
export function useShortcut(
  keys: string,
  {
    label,
    group,
    isOff = false,
    worksInFields = false,
  }: { label: string; group: string; isOff?: boolean; worksInFields?: boolean },
  run: () => void,
): void {
  const latest = useRef(run)
  latest.current = run
  useEffect(() => {
    if (isOff) return
    listen()
    const shortcut: Shortcut = { keys, label, group, worksInFields, run: () => latest.current() }
    active.add(shortcut)
    tell()
    return () => {
      active.delete(shortcut)
      tell()
    }
  }, [keys, label, group, isOff, worksInFields])
}

/** Has the keyboard map show keys that a part of the page hears by itself, while it has the focus. */
export function useKeysOfPart(keys: string, { label, group }: { label: string; group: string }): void {
  useEffect(() => {
    const told = { keys, label, group, worksInFields: false, run: () => undefined }
    ofParts.add(told)
    tell()
    return () => {
      ofParts.delete(told)
      tell()
    }
  }, [keys, label, group])
}

/** Every shortcut that works now. */
export function useShortcuts(): readonly Shortcut[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => shown,
  )
}

/** Does what keys do on the page now, for who has no keyboard at hand. */
export function pressShortcut(keys: string): void {
  ;[...active].findLast((shortcut) => shortcut.keys === keys)?.run()
}

function tell(): void {
  shown = [...active, ...ofParts]
  for (const listener of listeners) listener()
}

function listen(): void {
  if (isListening) return
  isListening = true
  window.addEventListener('keydown', (event) => {
    if (event.isComposing || event.defaultPrevented || event.repeat) return
    const pressed = nameOf(event)
    if (pressed === undefined) return
    const before = begun !== undefined && event.timeStamp - begun.at < chordPatienceMs ? `${begun.key} ` : ''
    const inField = isField(event.target)
    const found = [`${before}${pressed}`, pressed]
      .map((keys) => [...active].findLast((shortcut) => shortcut.keys === keys && (!inField || shortcut.worksInFields)))
      .find((shortcut) => shortcut !== undefined)
    begun = inField ? undefined : { key: pressed, at: event.timeStamp }
    if (found === undefined) return
    begun = undefined
    event.preventDefault()
    found.run()
  })
}

function nameOf(event: KeyboardEvent): string | undefined {
  if (['Control', 'Shift', 'Alt', 'Meta'].includes(event.key)) return undefined
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
  const mod = event.ctrlKey || event.metaKey ? 'mod+' : ''
  const alt = event.altKey ? 'alt+' : ''
  // A shifted sign such as ? is what it shows; of letters and named keys the shift is told.
  const shift = event.shiftKey && (event.key.length > 1 || /[a-z]/i.test(event.key)) ? 'shift+' : ''
  return `${mod}${alt}${shift}${key}`
}

function isField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches('input:not([type=checkbox]):not([type=radio]), textarea, select'))
  )
}
