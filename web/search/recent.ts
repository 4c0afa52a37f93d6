/*
 * What was opened lately from the box, on this device and by this person. Only numbers and codes are kept: no name, no phone.
 */

/** Something that was opened: its address, and the number or code that it is known by. */
export type Opened = { to: string; label: string }

const most = 8

/** The list after something was opened: it first, none twice, no more than are shown. */
export function withOpened(before: readonly Opened[], opened: Opened): Opened[] {
  return [opened, ...before.filter(({ to }) => to !== opened.to)].slice(0, most)
}

/** What somebody opened lately, the last first. */
export function readOpened(personId: string): Opened[] {
  try {
    const kept = JSON.parse(localStorage.getItem(keyOf(personId)) ?? '[]') as unknown
    return Array.isArray(kept) ? kept.filter(isOpened) : []
  } catch {
    return []
  }
}

/** Notes that somebody opened something. */
export function keepOpened(personId: string, opened: Opened): void {
  try {
    localStorage.setItem(keyOf(personId), JSON.stringify(withOpened(readOpened(personId), opened)))
  } catch {
    // Where a browser keeps nothing, nothing is recent.
  }
}

function keyOf(personId: string): string {
  return `yidan-opened-${personId}`
}

function isOpened(each: unknown): each is Opened {
  return (
    typeof each === 'object' &&
    each !== null &&
    typeof (each as Opened).to === 'string' &&
    (each as Opened).to.startsWith('/') &&
    typeof (each as Opened).label === 'string'
  )
}
