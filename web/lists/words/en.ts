import type { words as zhCn } from './zh-cn.ts'

/** The words of what every list does. */
export const words: Record<keyof typeof zhCn, string> = {
  act_more: 'More',
  act_title: '{{act}}: {{count}}',
  act_too_many: 'At most {{most}} can be selected one by one. For more, filter the list and select all results.',
  act_needs: 'Requires the permission {{permission}}',
  effect_none: 'None of these can be done.',
  effect_ready: '{{ready}} of the {{selected}} selected will be changed.',
  effect_refused: '{{count}} will not: {{reason}}',
  tasks: 'Tasks and downloads',
}
