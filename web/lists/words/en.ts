import type { words as zhCn } from './zh-cn.ts'

/** The words of what every list does. */
export const words: Record<keyof typeof zhCn, string> = {
  act_more: 'More',
  act_title: '{{act}}: {{count}}',
  act_too_many:
    'One by one {{most}} can be chosen at the most. For more, narrow the list and select all that it finds.',
  act_needs: 'It needs the permission {{permission}}',
  effect_none: 'None of these can be done.',
  effect_ready: '{{ready}} of the {{selected}} selected will be done.',
  effect_refused: '{{count}} will not: {{reason}}',
  tasks: 'Tasks and downloads',
}
