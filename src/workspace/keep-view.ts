import { type Command, requireVersion } from '../platform/command.ts'
import { DomainError } from '../platform/errors.ts'
import { publish } from '../platform/events.ts'
import { newId } from '../platform/ids.ts'
import { viewEvent } from './events.ts'
import type { ListContent } from './list-content.ts'
import { isChangedBy, isSeenBy, type Keeper, maxViews, type SavedView, staffIdOf } from './saved-view.ts'
import { countViews, insertView, lockView, saveView } from './workspace-store.ts'

/** What a view is called, who sees it, and what it shows. */
export type ViewForm = { name: string; isShared: boolean; content: ListContent }

/**
 * Keeps a view of a list.
 * @throws DomainError `not_a_person`, `not_permitted`, `too_many_views`
 */
export async function createView(command: Command, { list, ...form }: ViewForm & { list: string }): Promise<SavedView> {
  const { tx, now, actor } = command
  const keeper = keeperOf(command)
  if (form.isShared) requireShare(keeper)
  const kept = await countViews(tx, list, keeper.staffId)
  if (kept >= maxViews) throw new DomainError('conflict', 'too_many_views', { facts: { most: maxViews } })
  const times = { createdAt: now, updatedAt: now, removedAt: null }
  const view = { id: newId(now), list, staffId: keeper.staffId, ...form, version: 1, ...times }
  await insertView(tx, view)
  await publish(tx, [viewEvent('saved_view.created', { before: null, after: view }, { at: now, actor })])
  return view
}

/**
 * Changes a view; its maker stays its maker.
 * @throws DomainError `not_a_person`, `not_permitted`, `view_not_found`, `version_mismatch`
 */
export async function changeView(
  command: Command,
  { viewId, ...form }: ViewForm & { viewId: string },
): Promise<SavedView> {
  const { tx, now, actor } = command
  const keeper = keeperOf(command)
  const before = await lockOwn(command, viewId, keeper)
  if (form.isShared !== before.isShared) requireShare(keeper)
  const after = { ...before, ...form, version: before.version + 1, updatedAt: now }
  await saveView(tx, after)
  await publish(tx, [viewEvent('saved_view.changed', { before, after }, { at: now, actor })])
  return after
}

/**
 * Removes a view.
 * @throws DomainError `not_a_person`, `not_permitted`, `view_not_found`, `version_mismatch`
 */
export async function removeView(command: Command, { viewId }: { viewId: string }): Promise<SavedView> {
  const { tx, now, actor } = command
  const before = await lockOwn(command, viewId, keeperOf(command))
  const after = { ...before, version: before.version + 1, updatedAt: now, removedAt: now }
  await saveView(tx, after)
  await publish(tx, [viewEvent('saved_view.removed', { before, after }, { at: now, actor })])
  return after
}

/** @throws DomainError `not_a_person` */
export function keeperOf({ actor, may }: Pick<Command, 'actor' | 'may'>): Keeper {
  return { staffId: staffIdOf(actor), mayShare: may?.('workspace.share') ?? true }
}

function requireShare({ mayShare }: Keeper): void {
  if (mayShare) return
  throw new DomainError('forbidden', 'not_permitted', { field: 'isShared', facts: { permission: 'workspace.share' } })
}

async function lockOwn(command: Command, viewId: string, keeper: Keeper): Promise<SavedView> {
  const view = await lockView(command.tx, viewId)
  if (view === undefined || !isSeenBy(view, keeper)) throw new DomainError('not_found', 'view_not_found')
  if (!isChangedBy(view, keeper)) requireShare(keeper)
  requireVersion(command, view.version)
  return view
}
