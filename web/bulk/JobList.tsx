import { Button, Skeleton } from 'antd'
import type { listBulkJobsContract } from '../../src/bulk/contract.ts'
import { useExportWords } from '../exports/words.ts'
import { EmptyState } from '../platform/ui/EmptyState.tsx'
import { Fault } from '../platform/ui/Fault.tsx'
import { Moment } from '../platform/ui/Moment.tsx'
import { useKeysetList } from '../platform/use-keyset-list.ts'
import { usePlatformWords } from '../platform/words.ts'
import styles from './bulk.module.css'
import { useJobTitle } from './use-job-names.ts'
import { useBulkWords } from './words.ts'

/** What somebody had done in bulk, the latest first. */
export function JobList({ onOpen }: { onOpen: (jobId: string) => void }) {
  const say = useBulkWords()
  const sayExports = useExportWords()
  const titleOf = useJobTitle()
  const sayPlatform = usePlatformWords()
  const list = useKeysetList<typeof listBulkJobsContract>('/bulk-jobs')
  if (list.error !== null) return <Fault error={list.error} onRetry={list.readAgain} />
  if (list.isFirstRead) return <Skeleton active />
  if (list.items.length === 0) return <EmptyState title={say('jobs_none')} says={say('jobs_none_says')} />
  return (
    <>
      <ul className={styles.jobs}>
        {list.items.map((job) => (
          <li key={job.id}>
            <Moment at={job.requestedAt} />
            <span>
              {sayExports(`list_${job.list as 'orders'}`)} · {titleOf(job)}
            </span>
            <span>{say(`status_${job.status}`)}</span>
            <span className="figure">{say('job_done', { count: job.done })}</span>
            {job.failed > 0 && <span className="figure">{say('job_failed', { count: job.failed })}</span>}
            <Button size="small" onClick={() => onOpen(job.id)}>
              {say('job_open')}
            </Button>
          </li>
        ))}
      </ul>
      {list.hasMore && (
        <Button onClick={list.readMore} loading={list.isReading}>
          {sayPlatform('read_more')}
        </Button>
      )}
    </>
  )
}
