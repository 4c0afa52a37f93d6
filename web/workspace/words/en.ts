import type { words as zhCn } from './zh-cn.ts'

/** The words of how people arrange their lists. */
export const words: Record<keyof typeof zhCn, string> = {
  views: 'Views',
  views_own: 'My views',
  views_shared: 'Shared views',
  view_none: 'No saved views',
  view_plain: 'Default view',
  view_save_new: 'Save as new view…',
  view_update: 'Update “{{name}}”',
  view_edit: 'Rename or share…',
  view_delete: 'Delete “{{name}}”',
  view_delete_says: 'Only the view is deleted; what the list holds stays as it is.',
  view_name: 'View name',
  view_name_needed: 'Enter a name',
  view_share: 'Share with everybody',
  view_share_not: 'You may not share views',
  view_text_unkept: 'The search text is not saved in a view: it may name people.',
  view_saved: 'The view is saved',
  view_deleted: 'The view is deleted',
  view_changed: 'Modified',
  view_link: 'Copy link to view',
}
