/** The words of what every list does. */
export const words = {
  act_more: '更多操作',
  act_title: '{{act}}：{{count}}',
  act_too_many: '逐条最多选择 {{most}} 条。要处理更多，请先筛选，再点“选择全部”。',
  act_needs: '需要权限：{{permission}}',
  effect_none: '选中的都不能执行这项操作。',
  effect_ready: '将处理 {{ready}} 个，共选中 {{selected}} 个。',
  effect_refused: '{{count}} 个不会处理：{{reason}}',
  tasks: '任务与下载',
}
