import type { ReactNode } from 'react'

/** Around a table that may be wider than its place: it can be scrolled by keyboard too. */
export function TableFrame({ label, children }: { label: string; children: ReactNode }) {
  return (
    <section aria-label={label} ref={makeReachable}>
      {children}
    </section>
  )
}

function makeReachable(frame: HTMLElement | null): void {
  for (const scrolled of frame?.querySelectorAll('.ant-table-content') ?? []) scrolled.setAttribute('tabindex', '0')
}
