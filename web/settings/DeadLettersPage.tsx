import { App } from 'antd'
import type { listDeadLettersContract, retryDeadLettersContract } from '../../src/platform/dead-letters/contract.ts'
import { paths } from '../paths.ts'
import { call, type ItemOf } from '../platform/call.ts'
import { useMay } from '../platform/session.ts'
import { ActionButton } from '../platform/ui/ActionButton.tsx'
import { EmptyState } from '../platform/ui/EmptyState.tsx'
import { KeysetTable } from '../platform/ui/KeysetTable.tsx'
import { Moment } from '../platform/ui/Moment.tsx'
import { PageLink } from '../platform/ui/PageLink.tsx'
import { useAct } from '../platform/use-act.tsx'
import { useKeysetList } from '../platform/use-keyset-list.ts'
import { SettingsFrame } from './SettingsFrame.tsx'
import { useSettingsWords } from './words.ts'

/** Events that one of those who are told of them could not handle for a day. */
export default function DeadLettersPage() {
  const say = useSettingsWords()
  const may = useMay()
  const { modal, message } = App.useApp()
  const { act, isBusy } = useAct()
  const list = useKeysetList<typeof listDeadLettersContract>('/dead-letters')
  const reason = may('events.write') ? undefined : say('not_permitted')
  const retry = async () => {
    if (
      !(await modal.confirm({
        title: say('dead_retry_title'),
        content: say('dead_retry_says'),
        okText: say('dead_retry'),
      }))
    )
      return
    const done = await act(() => call<typeof retryDeadLettersContract>('POST', '/dead-letters/retries'), {
      stale: ['/dead-letters'],
    })
    if (done) void message.success(say('dead_retried', { count: done.retried }))
  }
  return (
    <SettingsFrame
      section="dead_letters"
      isWide
      tools={
        list.items.length > 0 && (
          <ActionButton type="primary" reason={reason} loading={isBusy} onClick={() => void retry()}>
            {say('dead_retry')}
          </ActionButton>
        )
      }
    >
      <KeysetTable<ItemOf<typeof listDeadLettersContract>>
        list={list}
        label={say('dead_letters_title')}
        rowKey={({ subscriber, objectId, version }) => `${subscriber} ${objectId} ${version}`}
        empty={<EmptyState title={say('dead_none')} says={say('dead_none_says')} />}
        columns={[
          { title: say('dead_subscriber'), dataIndex: 'subscriber' },
          {
            title: say('dead_event'),
            render: (_, { type, objectId }) => <PageLink to={paths.audit(`?objectId=${objectId}`)}>{type}</PageLink>,
          },
          { title: say('dead_attempts'), dataIndex: 'attempts', align: 'end' },
          { title: say('dead_since'), render: (_, { diedAt }) => <Moment at={diedAt} /> },
        ]}
      />
    </SettingsFrame>
  )
}
