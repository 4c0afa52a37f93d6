import type { Command } from '../../platform/command.ts'
import { DomainError } from '../../platform/errors.ts'
import { publish } from '../../platform/events.ts'
import { newId } from '../../platform/ids.ts'
import { findStaffByIds } from '../staff/staff-queries.ts'
import { noticeEvent } from './events.ts'
import type { Notice } from './notice.ts'
import { insertNotices } from './notice-store.ts'

/** Who is told of what. */
export type GiveNotices = { staffIds: readonly string[] } & Pick<Notice, 'kind' | 'objectType' | 'objectId'>

/**
 * Tells colleagues of an object, in the transaction of what they are told of; nobody of what they did themselves.
 * @throws DomainError refused `unknown_colleague`
 */
export async function giveNotices(
  { tx, now, actor }: Pick<Command, 'tx' | 'now' | 'actor'>,
  { staffIds, ...told }: GiveNotices,
): Promise<void> {
  const wanted = [...new Set(staffIds)]
  if (wanted.length === 0) return
  const found = await findStaffByIds(tx, wanted)
  const active = new Set(found.filter(({ status }) => status === 'active').map(({ id }) => id))
  const unknown = wanted.filter((id) => !active.has(id))
  if (unknown.length > 0) throw new DomainError('refused', 'unknown_colleague', { field: 'mentions' })
  const notices = wanted
    .filter((id) => `staff:${id}` !== actor)
    .map((staffId): Notice => ({ ...told, staffId, id: newId(now), actor, at: now, readAt: null }))
  if (notices.length === 0) return
  await insertNotices(tx, notices)
  const { kind, objectType, objectId } = told
  await publish(
    tx,
    notices.map(({ id, staffId }) =>
      noticeEvent('notice.given', id, { at: now, actor }, { staffId, kind, objectType, objectId }),
    ),
  )
}
