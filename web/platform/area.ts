import type { ComponentType } from 'react'

/** A page, and who may see it. Its file exports its component as `Page…`; the file is loaded when it is first opened. */
export type PageEntry = {
  /** As the router takes it: `/orders/$orderId`. */
  path: string
  /** What it asks of whoever is signed in: one of these; none for everybody. */
  permissions?: readonly string[]
  load: () => Promise<{ default: ComponentType }>
}

/** A part of the application with a place in the menu. */
export type Area = {
  /** The folder of `web/` that it is in, which is also the namespace of its words. */
  key: string
  /** Its words' key in `app`: `area_…`. */
  title: string
  icon: ComponentType
  /** Where the menu leads. */
  path: string
  /** Who sees it in the menu: who has one of these. */
  permissions?: readonly string[]
  /** The second key of its chord: `g` then this. */
  chord: string
  pages: readonly PageEntry[]
  /** How many things wait there now, for the menu; a component, so that it may ask. */
  waiting?: ComponentType
  /** Set apart at the foot of the menu. */
  isLast?: true
}
