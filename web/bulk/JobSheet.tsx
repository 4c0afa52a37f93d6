import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Drawer, Flex, Progress, Skeleton, Typography } from 'antd'
import { useEffect, useEffectEvent } from 'react'
import { useIsNarrow } from '../platform/device.ts'
import { Fault } from '../platform/ui/Fault.tsx'
import { usePlatformWords } from '../platform/words.ts'
import { FailedRows } from './FailedRows.tsx'
import { type BulkJob, useJob, useJobActs } from './use-job.ts'
import { useJobTitle } from './use-job-names.ts'
import { useBulkWords } from './words.ts'

type Sheet = {
  jobId: string
  onOpen: (jobId: string) => void
  onClose: () => void
  /** The objects are other than they were. */
  onEnded: () => void
}

/** How far a job is and, when it has ended, what became of each object: what failed says why, and can be tried again. */
export function JobSheet({ jobId, onOpen, onClose, onEnded }: Sheet) {
  const titleOf = useJobTitle()
  const isNarrow = useIsNarrow()
  const sayPlatform = usePlatformWords()
  const { data: job, error, refetch } = useJob(jobId)
  const queryClient = useQueryClient()
  const ended = useEffectEvent(() => {
    void queryClient.invalidateQueries({ queryKey: ['/bulk-jobs'] })
    void queryClient.invalidateQueries({ queryKey: [`/bulk-jobs/${jobId}/rows`] })
    onEnded()
  })
  const status = job?.status
  // Short work has ended before it was seen to run.
  useEffect(() => {
    if (status !== undefined && status !== 'running') ended()
  }, [status])
  return (
    <Drawer
      open
      size={isNarrow ? '100%' : 480}
      onClose={onClose}
      title={job === undefined ? sayPlatform('loading') : titleOf(job)}
    >
      {error !== null && <Fault error={error} onRetry={() => void refetch()} />}
      {job === undefined && error === null && <Skeleton active />}
      {job !== undefined && <JobState job={job} onOpen={onOpen} />}
    </Drawer>
  )
}

function JobState({ job, onOpen }: { job: BulkJob } & Pick<Sheet, 'onOpen'>) {
  const say = useBulkWords()
  const { modal } = App.useApp()
  const { stop, retry, reverse } = useJobActs(job.id, onOpen)
  const { total, done, failed, status } = job
  const left = total - done - failed
  const percent = total === 0 ? 100 : Math.floor(((done + failed) / total) * 100)
  const isRunning = status === 'running'
  return (
    <Flex vertical gap={16}>
      <div role="status" aria-live="polite">
        <Progress
          percent={percent}
          status={isRunning ? 'active' : failed > 0 || left > 0 ? 'exception' : 'success'}
          aria-label={say(`status_${status}`)}
        />
        <Flex gap={16} wrap className="figure">
          <span>{say(`status_${status}`)}</span>
          <span>
            {isRunning ? say('job_progress', { count: done + failed, total }) : say('job_done', { count: done })}
          </span>
          {failed > 0 && <Typography.Text type="danger">{say('job_failed', { count: failed })}</Typography.Text>}
          {!isRunning && left > 0 && <span>{say('job_left', { count: left })}</span>}
        </Flex>
      </div>
      {isRunning && <Typography.Text type="secondary">{say('job_leave')}</Typography.Text>}
      <Flex gap={8} wrap>
        {isRunning && (
          <Button onClick={() => stop.mutate()} loading={stop.isPending}>
            {say('job_stop')}
          </Button>
        )}
        {job.isRetryable && (
          <Button type="primary" onClick={() => retry.mutate()} loading={retry.isPending}>
            {failed > 0 ? say('job_retry', { count: failed }) : say('job_go_on')}
          </Button>
        )}
        {job.isReversible && (
          <Button
            loading={reverse.isPending}
            onClick={() =>
              modal.confirm({
                title: say('job_undo_title'),
                content: say('job_undo_says', { count: done }),
                okText: say('job_undo'),
                onOk: () => reverse.mutate(),
              })
            }
          >
            {say('job_undo')}
          </Button>
        )}
      </Flex>
      {!isRunning && failed > 0 && <FailedRows job={job} />}
    </Flex>
  )
}
