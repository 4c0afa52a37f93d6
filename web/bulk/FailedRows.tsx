import { Button, Skeleton, Typography } from 'antd'
import type { listBulkRowsContract } from '../../src/bulk/contract.ts'
import { Refusal } from '../doors/page/call.ts'
import { Fault } from '../platform/ui/Fault.tsx'
import { PageLink } from '../platform/ui/PageLink.tsx'
import { useKeysetList } from '../platform/use-keyset-list.ts'
import { useProblemWords } from '../platform/use-problem-words.ts'
import { usePlatformWords } from '../platform/words.ts'
import styles from './bulk.module.css'
import type { BulkJob } from './use-job.ts'
import { pathOfRow } from './use-job-names.ts'
import { useBulkWords } from './words.ts'

/** What failed of a job, each with its reason in words. */
export function FailedRows({ job }: { job: Pick<BulkJob, 'id' | 'list'> }) {
  const say = useBulkWords()
  const sayPlatform = usePlatformWords()
  const told = useProblemWords()
  const list = useKeysetList<typeof listBulkRowsContract>(`/bulk-jobs/${job.id}/rows`, { status: 'failed' })
  if (list.error !== null) return <Fault error={list.error} onRetry={list.readAgain} />
  if (list.isFirstRead) return <Skeleton active />
  return (
    <section aria-label={say('failed_rows')}>
      <Typography.Title level={2} style={{ fontSize: 14 }}>
        {say('failed_rows')}
      </Typography.Title>
      <table className={styles.rows}>
        <thead>
          <tr>
            <th scope="col">{say('column_object')}</th>
            <th scope="col">{say('column_reason')}</th>
          </tr>
        </thead>
        <tbody>
          {list.items.map(({ rowNumber, objectId, label, code, facts }) => (
            <tr key={rowNumber}>
              <td className="figure">
                {label === null ? say('job_gone') : <PageLink to={pathOfRow(job, objectId)}>{label}</PageLink>}
              </td>
              <td>{told(new Refusal(409, { code: code ?? '', facts: (facts ?? {}) as Refusal['facts'] })).text}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {list.hasMore && (
        <Button onClick={list.readMore} loading={list.isReading}>
          {sayPlatform('read_more')}
        </Button>
      )}
    </section>
  )
}
