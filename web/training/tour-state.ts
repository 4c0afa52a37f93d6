import { useSyncExternalStore } from 'react'

const listeners = new Set<() => void>()
let isOpen = false

/** Whether the tour is under way. */
export function useTourIsOpen(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => isOpen,
  )
}

/** Begins the tour, or goes on with it. */
export function openTour(): void {
  tell(true)
}

/** Leaves the tour. */
export function closeTour(): void {
  tell(false)
}

function tell(now: boolean): void {
  isOpen = now
  for (const listener of listeners) listener()
}
