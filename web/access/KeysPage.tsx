import { PlusOutlined } from '@ant-design/icons'
import { App } from 'antd'
import type { listApiKeysContract, revokeApiKeyContract } from '../../src/access/keys/contract.ts'
import { systemClock } from '../../src/platform/time.ts'
import { call, type ItemOf } from '../platform/call.ts'
import { oneOf, useSetView, useView } from '../platform/search.ts'
import { ActionButton } from '../platform/ui/ActionButton.tsx'
import { EmptyState } from '../platform/ui/EmptyState.tsx'
import { KeysetTable } from '../platform/ui/KeysetTable.tsx'
import { Moment } from '../platform/ui/Moment.tsx'
import { StatusTag } from '../platform/ui/StatusTag.tsx'
import { useAct } from '../platform/use-act.tsx'
import { useKeysetList } from '../platform/use-keyset-list.ts'
import { SettingsFrame } from '../settings/SettingsFrame.tsx'
import { ActorName } from './ActorName.tsx'
import { KeyForm } from './KeyForm.tsx'
import { usePermissionName } from './use-permission-name.ts'
import { useAccessWords } from './words.ts'

type Key = ItemOf<typeof listApiKeysContract>

/** Keys by which other programs come in. */
export default function KeysPage() {
  const say = useAccessWords()
  const view = useView()
  const setView = useSetView()
  const list = useKeysetList<typeof listApiKeysContract>('/api-keys')
  const { nameOf } = usePermissionName()
  const add = () => setView({ edit: 'new' }, true)
  return (
    <SettingsFrame
      section="keys"
      isWide
      tools={
        <ActionButton type="primary" icon={<PlusOutlined />} onClick={add}>
          {say('key_add')}
        </ActionButton>
      }
    >
      <KeysetTable<Key>
        list={list}
        label={say('keys')}
        keyOf={({ id }) => id}
        empty={<EmptyState title={say('keys_none')} says={say('keys_none_says')} />}
        columns={[
          { title: say('key_name'), dataIndex: 'name' },
          { title: say('key_prefix'), render: (_, { prefix }) => <code>{prefix}…</code> },
          { title: say('status'), onCard: 'end', render: (_, key) => <KeyState apiKey={key} /> },
          {
            title: say('key_scopes'),
            render: (_, { scopes }) =>
              scopes.includes('*') ? (
                say('key_all')
              ) : (
                <span title={scopes.map(nameOf).join('\n')}>{say('key_some', { count: scopes.length })}</span>
              ),
          },
          {
            title: say('key_expires'),
            render: (_, { expiresAt }) =>
              expiresAt === null ? say('key_never') : <Moment at={expiresAt} show="day" />,
          },
          { title: say('key_used'), render: (_, { lastUsedAt }) => <Moment at={lastUsedAt} /> },
          { title: say('key_maker'), render: (_, { createdBy }) => <ActorName actor={createdBy} /> },
          { title: '', align: 'end', onCard: 'foot', render: (_, key) => <Revoke apiKey={key} /> },
        ]}
      />
      {oneOf(view.edit) === 'new' && <KeyForm onClose={() => setView({ edit: undefined })} />}
    </SettingsFrame>
  )
}

function isExpired({ expiresAt }: Key): boolean {
  return expiresAt !== null && new Date(expiresAt).getTime() <= systemClock().getTime()
}

function KeyState({ apiKey }: { apiKey: Key }) {
  const say = useAccessWords()
  if (apiKey.revokedAt !== null) return <StatusTag tone="quiet">{say('key_revoked')}</StatusTag>
  if (isExpired(apiKey)) return <StatusTag tone="quiet">{say('key_expired')}</StatusTag>
  return <StatusTag tone="good">{say('key_valid')}</StatusTag>
}

function Revoke({ apiKey: { id, name, revokedAt } }: { apiKey: Key }) {
  const say = useAccessWords()
  const { modal } = App.useApp()
  const { act, isBusy } = useAct()
  if (revokedAt !== null) return null
  const revoke = async () => {
    const title = say('key_revoke')
    const isSure = await modal.confirm({
      ...{ title, content: say('key_revoke_says', { name }), okText: title, okButtonProps: { danger: true } },
    })
    if (!isSure) return
    await act(() => call<typeof revokeApiKeyContract>('DELETE', `/api-keys/${id}`), {
      ...{ says: say('done'), stale: ['/api-keys'] },
    })
  }
  return (
    <ActionButton size="small" danger loading={isBusy} onClick={() => void revoke()}>
      {say('key_revoke')}
    </ActionButton>
  )
}
