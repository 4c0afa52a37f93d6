import type { DomainEvent } from '../../platform/events.ts'

/** Tells that somebody was told something, or has read it: never what. */
export function noticeEvent(
  type: 'notice.given' | 'notice.read',
  objectId: string,
  told: { at: Date; actor: string },
  data: object = {},
): DomainEvent {
  return { objectType: 'notice', objectId, version: type === 'notice.given' ? 1 : 2, type, data, ...told }
}
