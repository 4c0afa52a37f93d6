import type { words as zhCn } from './zh-cn.ts'

/** The words of what colleagues tell. */
export const words: Record<keyof typeof zhCn, string> = {
  bell: 'Notifications',
  bell_unread: 'Notifications, {{count}} unread',
  mention_order: 'mentioned you in a note on order {{number}}',
  mention_customer: 'mentioned you in a note on a customer',
  mention: 'mentioned you in a note',
  unread: 'Unread',
  read_all: 'Mark all as read',
  none: 'Nothing yet. When a colleague mentions you with @ in a note, it shows here.',
}
