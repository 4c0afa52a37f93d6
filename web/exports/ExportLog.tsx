import { DownloadOutlined } from '@ant-design/icons'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Progress, Skeleton, Typography } from 'antd'
import { useEffect } from 'react'
import type { cancelExportContract, listExportsContract } from '../../src/exports/contract.ts'
import { call, type ItemOf } from '../platform/call.ts'
import { EmptyState } from '../platform/ui/EmptyState.tsx'
import { Fault } from '../platform/ui/Fault.tsx'
import { Moment } from '../platform/ui/Moment.tsx'
import { useKeysetList } from '../platform/use-keyset-list.ts'
import { usePlatformWords } from '../platform/words.ts'
import styles from './exports.module.css'
import { useExportWords } from './words.ts'

type Export = ItemOf<typeof listExportsContract>

const askEveryMs = 700

/** What somebody took out as files, the latest first: how far each is, and its file for as long as it is kept. */
export function ExportLog() {
  const say = useExportWords()
  const sayPlatform = usePlatformWords()
  const list = useKeysetList<typeof listExportsContract>('/exports')
  const isRunning = list.items.some(({ status }) => status === 'running')
  const { readAgain } = list
  useEffect(() => {
    if (!isRunning) return
    const timer = setInterval(readAgain, askEveryMs)
    return () => clearInterval(timer)
  }, [isRunning, readAgain])
  if (list.error !== null) return <Fault error={list.error} onRetry={list.readAgain} />
  if (list.isFirstRead) return <Skeleton active />
  if (list.items.length === 0) return <EmptyState title={say('log_none')} says={say('log_none_says')} />
  return (
    <>
      <ul className={styles.files}>
        {list.items.map((file) => (
          <ExportFile key={file.id} file={file} />
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

function ExportFile({ file }: { file: Export }) {
  const say = useExportWords()
  const { id, list, format, status, total, done, masked, requestedAt, keptUntil, isWithheld, fullFor } = file
  return (
    <li>
      <Moment at={requestedAt} />
      <span>{say(`list_${list as 'orders'}`)}</span>
      <span>{format.toUpperCase()}</span>
      <span className="figure">{say('log_rows', { count: total })}</span>
      {fullFor !== null && <span>{say('with_full')}</span>}
      <span role="status">{say(`status_${status}`)}</span>
      {status === 'running' && <Running file={file} />}
      {status === 'done' && isWithheld && <span>{say('log_withheld')}</span>}
      {status === 'done' && !isWithheld && keptUntil !== null && (
        <Button size="small" type="primary" icon={<DownloadOutlined />} href={`/api/v1/exports/${id}/file`} download>
          {say('download')}
        </Button>
      )}
      {status === 'done' && !isWithheld && keptUntil === null && <span>{say('log_expired')}</span>}
      {masked > 0 && (
        <Typography.Text type="warning" className={styles.whole ?? ''}>
          {say('file_masked', { count: masked })}
        </Typography.Text>
      )}
      {status === 'running' && total > 0 && (
        <Progress
          className={styles.whole ?? ''}
          size="small"
          percent={Math.floor((done / total) * 100)}
          aria-label={say('file_progress', { count: done, total })}
        />
      )}
    </li>
  )
}

function Running({ file: { id } }: { file: Export }) {
  const say = useExportWords()
  const queryClient = useQueryClient()
  const { mutate, isPending } = useMutation({
    mutationFn: () => call<typeof cancelExportContract>('POST', `/exports/${id}/cancellation`),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['/exports'] }),
  })
  return (
    <Button size="small" onClick={() => mutate()} loading={isPending}>
      {say('stop')}
    </Button>
  )
}
