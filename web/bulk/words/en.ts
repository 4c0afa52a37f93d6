import type { words as zhCn } from './zh-cn.ts'

/** The words of what is done with many things at once. */
export const words: Record<keyof typeof zhCn, string> = {
  jobs: 'Bulk actions',
  jobs_none: 'You have done nothing in bulk yet',
  jobs_none_says: 'Select several rows of a list, then choose what to do.',
  job_leave: 'You may leave this page; it goes on.',
  job_progress: '{{count}} of {{total}} done',
  job_done: '{{count}} succeeded',
  job_failed: '{{count}} failed',
  job_left: '{{count}} left',
  job_none_failed: 'Nothing failed',
  job_stop: 'Stop',
  job_retry: 'Retry {{count}} failed',
  job_go_on: 'Go on',
  job_undo: 'Undo what succeeded',
  job_undo_title: 'Undo this?',
  job_undo_says: 'The {{count}} that succeeded are undone one by one; what cannot be undone is listed with its reason.',
  job_open: 'See the result',
  job_gone: 'Something you cannot see',
  status_running: 'Running',
  status_done: 'Done',
  status_cancelled: 'Stopped',
  column_object: 'What',
  column_reason: 'Reason',
  failed_rows: 'What failed',
  is_reversal: 'Undo',
}
