import type { Command } from '../../platform/command.ts'
import { publish } from '../../platform/events.ts'
import { newId } from '../../platform/ids.ts'
import type { Staff } from '../staff/staff.ts'
import { type AccessLink, type LinkKind, linkLifeMs } from './access-link.ts'
import { linkEvent } from './events.ts'
import { insertLink, useUpLinks } from './link-store.ts'

/** Makes a link for somebody; the one of its kind that was open before opens nothing any more. */
export async function makeLink(
  { tx, now, actor }: Pick<Command, 'tx' | 'now' | 'actor'>,
  staffId: string,
  kind: LinkKind,
): Promise<AccessLink> {
  await endLinks({ tx, now, actor }, staffId, [kind])
  const link: AccessLink = {
    ...{ id: newId(now), kind, staffId, createdBy: actor, createdAt: now },
    ...{ expiresAt: new Date(now.getTime() + linkLifeMs[kind]), usedAt: null },
  }
  await insertLink(tx, link)
  await publish(tx, [linkEvent('access_link.made', link, { at: now, actor })])
  return link
}

/**
 * Somebody has another e-mail: the links that were mailed to the one before open nothing any more. Who has not joined yet is
 * mailed another invitation.
 */
export async function renewMailedLinks(
  command: Pick<Command, 'tx' | 'now' | 'actor'>,
  { id, status }: Pick<Staff, 'id' | 'status'>,
): Promise<void> {
  await endLinks(command, id, ['invitation', 'password_reset'])
  if (status === 'invited') await makeLink(command, id, 'invitation')
}

/** Ends somebody's open links of some kinds. */
export async function endLinks(
  { tx, now, actor }: Pick<Command, 'tx' | 'now' | 'actor'>,
  staffId: string,
  kinds: readonly LinkKind[],
): Promise<void> {
  const ended = await useUpLinks(tx, staffId, kinds, now)
  await publish(
    tx,
    ended.map((link) => linkEvent('access_link.used', link, { at: now, actor })),
  )
}
