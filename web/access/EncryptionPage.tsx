import { App, Progress, Space } from 'antd'
import type { listKeyRotationsContract, startKeyRotationContract } from '../../src/access/rotation-contract.ts'
import { call, type ItemOf } from '../platform/call.ts'
import { ActionButton } from '../platform/ui/ActionButton.tsx'
import { EmptyState } from '../platform/ui/EmptyState.tsx'
import { KeysetTable } from '../platform/ui/KeysetTable.tsx'
import { Moment } from '../platform/ui/Moment.tsx'
import { StatusTag } from '../platform/ui/StatusTag.tsx'
import { useAct } from '../platform/use-act.tsx'
import { useKeysetList } from '../platform/use-keyset-list.ts'
import { SettingsFrame } from '../settings/SettingsFrame.tsx'
import { ActorName } from './ActorName.tsx'
import { useAccessWords } from './words.ts'

type Rotation = ItemOf<typeof listKeyRotationsContract>

/** The renewals of the keys that guard personal data. */
export default function EncryptionPage() {
  const say = useAccessWords()
  const { modal } = App.useApp()
  const { act, isBusy } = useAct()
  const list = useKeysetList<typeof listKeyRotationsContract>('/key-rotations')
  const running = list.items.find(({ status }) => status === 'running')
  const reason = running === undefined ? undefined : say('rotation_running')
  const start = async (kind: 'merchant' | 'search') => {
    const title = say(`rotate_${kind}`)
    if (!(await modal.confirm({ title, content: say(`rotate_${kind}_says`), okText: title }))) return
    await act(() => call<typeof startKeyRotationContract>('POST', '/key-rotations', { kind }), {
      ...{ says: say('rotation_started'), stale: ['/key-rotations'] },
    })
  }
  return (
    <SettingsFrame section="encryption" isWide>
      <Space wrap style={{ marginBottom: 16 }}>
        <ActionButton reason={reason} loading={isBusy} onClick={() => void start('merchant')}>
          {say('rotate_merchant')}
        </ActionButton>
        <ActionButton reason={reason} loading={isBusy} onClick={() => void start('search')}>
          {say('rotate_search')}
        </ActionButton>
      </Space>
      <KeysetTable<Rotation>
        list={list}
        label={say('rotations')}
        keyOf={({ id }) => id}
        empty={<EmptyState title={say('rotations_none')} says={say('rotations_none_says')} />}
        columns={[
          { title: say('rotation_kind'), render: (_, { kind }) => say(`rotation_${kind}`) },
          {
            title: say('status'),
            onCard: 'end',
            render: (_, { status }) => (
              <StatusTag tone={status === 'running' ? 'active' : 'good'}>{say(`rotation_${status}`)}</StatusTag>
            ),
          },
          {
            title: say('rotation_progress'),
            render: (_, { done, total, status }) =>
              total === null || total === 0 ? (
                done
              ) : (
                <Progress
                  size="small"
                  style={{ width: 160 }}
                  percent={status === 'completed' ? 100 : Math.floor((done / total) * 100)}
                  aria-label={say('rotation_progress')}
                />
              ),
          },
          { title: say('rotation_by'), render: (_, { startedBy }) => <ActorName actor={startedBy} /> },
          { title: say('rotation_started_at'), render: (_, { startedAt }) => <Moment at={startedAt} /> },
          { title: say('rotation_completed_at'), render: (_, { completedAt }) => <Moment at={completedAt} /> },
        ]}
      />
    </SettingsFrame>
  )
}
