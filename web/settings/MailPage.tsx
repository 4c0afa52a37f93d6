import { useQuery } from '@tanstack/react-query'
import { Alert, Skeleton } from 'antd'
import type { getMailStateContract } from '../../src/platform/mail/state-contract.ts'
import { call } from '../platform/call.ts'
import { Facts } from '../platform/ui/Facts.tsx'
import { Fault } from '../platform/ui/Fault.tsx'
import { Moment } from '../platform/ui/Moment.tsx'
import { SettingsFrame } from './SettingsFrame.tsx'
import { useSettingsWords } from './words.ts'

const readEveryMs = 15_000

/** By which way mail leaves, and what waits for it. */
export default function MailPage() {
  const say = useSettingsWords()
  const { data, error, refetch } = useQuery({
    queryKey: ['/mail'],
    queryFn: () => call<typeof getMailStateContract>('GET', '/mail'),
    refetchInterval: readEveryMs,
  })
  return (
    <SettingsFrame section="mail">
      {error && <Fault error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton active />}
      {data && (
        <>
          <Alert
            type={data.way === 'folder' ? 'warning' : data.failing > 0 ? 'error' : 'success'}
            showIcon
            title={say(data.way === 'folder' ? 'mail_folder' : data.failing > 0 ? 'mail_failing_title' : 'mail_server')}
            description={say(
              data.way === 'folder' ? 'mail_folder_says' : data.failing > 0 ? 'mail_failing_says' : 'mail_server_says',
            )}
            style={{ marginBottom: 16 }}
          />
          <Facts
            facts={[
              [say('mail_from'), data.from ?? '–'],
              [say('mail_waiting'), data.waiting],
              [say('mail_failing'), data.failing],
              [say('mail_oldest'), <Moment key="oldest" at={data.oldestAt} />],
            ]}
          />
        </>
      )}
    </SettingsFrame>
  )
}
