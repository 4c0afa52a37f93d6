import { HistoryOutlined } from '@ant-design/icons'
import { Button, Drawer, Tabs } from 'antd'
import { useState } from 'react'
import { JobList } from '../bulk/JobList.tsx'
import { useBulkWords } from '../bulk/words.ts'
import { ExportLog } from '../exports/ExportLog.tsx'
import { useExportWords } from '../exports/words.ts'
import { useIsNarrow } from '../platform/device.ts'
import { useMay } from '../platform/session.ts'
import { useListsWords } from './words.ts'

/** What somebody had done in bulk and taken out, with how far it is and its files. */
export function ListTasks({
  isLogOpen,
  onLog,
  onJob,
}: {
  /** An export was begun just now. */
  isLogOpen: boolean
  onLog: (isOpen: boolean) => void
  /** Left out: where it stands there are no jobs. */
  onJob?: (jobId: string) => void
}) {
  const say = useListsWords()
  const sayBulk = useBulkWords()
  const sayExports = useExportWords()
  const may = useMay()
  const isNarrow = useIsNarrow()
  const [tab, setTab] = useState<string>()
  const tabs = [
    ...(may('exports.make') ? [{ key: 'files', label: sayExports('log'), children: <ExportLog /> }] : []),
    ...(may('bulk.work') && onJob !== undefined
      ? [{ key: 'jobs', label: sayBulk('jobs'), children: <JobList onOpen={onJob} /> }]
      : []),
  ]
  if (tabs.length === 0) return null
  return (
    <>
      <Button icon={<HistoryOutlined />} aria-label={say('tasks')} title={say('tasks')} onClick={() => onLog(true)} />
      <Drawer
        open={isLogOpen}
        size={isNarrow ? '100%' : 480}
        title={say('tasks')}
        onClose={() => onLog(false)}
        destroyOnHidden
      >
        <Tabs items={tabs} {...(tab !== undefined && { activeKey: tab })} onChange={setTab} />
      </Drawer>
    </>
  )
}
