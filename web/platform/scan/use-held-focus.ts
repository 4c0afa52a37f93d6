import { type RefObject, useEffect } from 'react'

/**
 * Keeps the focus in a field as long as nothing else wants it: it is taken back when it went nowhere, and a key that is
 * pressed while it is nowhere goes into the field.
 */
export function useHeldFocus(field: RefObject<HTMLElement | null>, isOn: boolean): void {
  useEffect(() => {
    if (!isOn) return
    const take = () => {
      if (isNowhere() && document.getSelection()?.isCollapsed !== false) field.current?.focus({ preventScroll: true })
    }
    const takeSoon = () => void setTimeout(take)
    const takeKey = (event: KeyboardEvent) => {
      const isText = event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey
      if (isText && isNowhere()) field.current?.focus({ preventScroll: true })
    }
    take()
    document.addEventListener('focusout', takeSoon)
    document.addEventListener('keydown', takeKey, true)
    window.addEventListener('focus', takeSoon)
    return () => {
      document.removeEventListener('focusout', takeSoon)
      document.removeEventListener('keydown', takeKey, true)
      window.removeEventListener('focus', takeSoon)
    }
  }, [field, isOn])
}

function isNowhere(): boolean {
  const at = document.activeElement
  return at === null || at === document.body || at.id === 'page'
}
