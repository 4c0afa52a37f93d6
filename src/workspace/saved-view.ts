// A saved view: a list as somebody wants to see it again, under a name. It is its maker's; shared, everybody sees it, and who may
// share may change it.
import { DomainError } from '../platform/errors.ts'
import type { ListContent } from './list-content.ts'

/** A view that was kept. */
export type SavedView = {
  id: string
  list: string
  staffId: string
  isShared: boolean
  name: string
  content: ListContent
  version: number
  createdAt: Date
  updatedAt: Date
  removedAt: Date | null
}

/** So many views one person may keep of one list. */
export const maxViews = 100

/** Who asks: the person, and whether they may share. */
export type Keeper = { staffId: string; mayShare: boolean }

/** Whether somebody sees a view at all. */
export function isSeenBy(view: Pick<SavedView, 'staffId' | 'isShared'>, { staffId }: Pick<Keeper, 'staffId'>): boolean {
  return view.isShared || view.staffId === staffId
}

/** Whether somebody may change a view: their own, or a shared one where they may share. */
export function isChangedBy(view: Pick<SavedView, 'staffId' | 'isShared'>, { staffId, mayShare }: Keeper): boolean {
  return view.staffId === staffId || (view.isShared && mayShare)
}

/**
 * The person behind an actor: programs have neither views nor preferences.
 * @throws DomainError `not_a_person`
 */
export function staffIdOf(actor: string): string {
  const [, staffId] = /^staff:(.+)$/.exec(actor) ?? []
  if (staffId === undefined) throw new DomainError('forbidden', 'not_a_person')
  return staffId
}
