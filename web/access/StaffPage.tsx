import { UserAddOutlined } from '@ant-design/icons'
import { Button, Segmented } from 'antd'
import type { listStaffContract } from '../../src/access/staff/contract.ts'
import { oneOf, useSetView, useView } from '../platform/search.ts'
import { useMay } from '../platform/session.ts'
import { ActionButton } from '../platform/ui/ActionButton.tsx'
import { EmptyState } from '../platform/ui/EmptyState.tsx'
import { KeysetTable } from '../platform/ui/KeysetTable.tsx'
import { Moment } from '../platform/ui/Moment.tsx'
import { StatusTag } from '../platform/ui/StatusTag.tsx'
import { useKeysetList } from '../platform/use-keyset-list.ts'
import { useListWords } from '../platform/use-list-words.ts'
import { SettingsFrame } from '../settings/SettingsFrame.tsx'
import { InviteForm } from './InviteForm.tsx'
import { StaffPanel } from './StaffPanel.tsx'
import { type StaffRow, staffTones } from './staff-row.ts'
import { usePlaces } from './use-places.ts'
import { useRoleName } from './use-roles.ts'
import { useAccessWords } from './words.ts'

const statuses = ['active', 'invited', 'disabled'] as const satisfies readonly StaffRow['status'][]

/** Who works here. */
export default function StaffPage() {
  const say = useAccessWords()
  const may = useMay()
  const view = useView()
  const setView = useSetView()
  const status = oneOf(view.status)
  const list = useKeysetList<typeof listStaffContract>('/staff', { status })
  const open = oneOf(view.open)
  return (
    <SettingsFrame
      section="staff"
      isWide
      tools={
        <ActionButton
          type="primary"
          icon={<UserAddOutlined />}
          reason={may('access.staff') ? undefined : say('not_permitted')}
          onClick={() => setView({ open: 'new' }, true)}
        >
          {say('invite')}
        </ActionButton>
      }
    >
      <Segmented
        style={{ marginBottom: 12 }}
        value={status ?? ''}
        onChange={(chosen) => setView({ status: chosen })}
        options={[
          { value: '', label: say('everybody') },
          ...statuses.map((value) => ({ value, label: say(`status_${value}`) })),
        ]}
      />
      <KeysetTable<StaffRow>
        list={list}
        label={say('staff')}
        keyOf={({ id }) => id}
        empty={<EmptyState title={say('staff_none')} says={say('staff_none_says')} />}
        columns={useColumns((id) => setView({ open: id }, true))}
      />
      {open === 'new' && <InviteForm onClose={(invitedId) => setView({ open: invitedId })} />}
      {open !== undefined && open !== 'new' && (
        <StaffPanel staffId={open} onClose={() => setView({ open: undefined })} />
      )}
    </SettingsFrame>
  )
}

function useColumns(onOpen: (id: string) => void) {
  const say = useAccessWords()
  const nameOf = useRoleName()
  const join = useListWords()
  const places = usePlaces()
  const placesOf = ({ locationIds }: StaffRow) =>
    locationIds === null
      ? say('all_places')
      : join(locationIds.map((id) => places.find((place) => place.id === id)?.name ?? '…'))
  return [
    {
      title: say('name'),
      render: (_: unknown, row: StaffRow) => (
        <Button type="link" size="small" style={{ padding: 0 }} onClick={() => onOpen(row.id)}>
          {row.name}
        </Button>
      ),
    },
    { title: say('email'), dataIndex: 'email' },
    { title: say('roles'), render: (_: unknown, { roles }: StaffRow) => join(roles.map(nameOf)) },
    { title: say('places'), render: (_: unknown, row: StaffRow) => placesOf(row) },
    {
      title: say('status'),
      onCard: 'end' as const,
      render: (_: unknown, { status }: StaffRow) => (
        <StatusTag tone={staffTones[status]}>{say(`status_${status}`)}</StatusTag>
      ),
    },
    {
      title: say('second_factor'),
      render: (_: unknown, { secondFactor }: StaffRow) =>
        secondFactor.authenticator || secondFactor.passkeys > 0 ? say('is_set') : say('is_not_set'),
    },
    { title: say('last_seen'), render: (_: unknown, { lastSeenAt }: StaffRow) => <Moment at={lastSeenAt} /> },
  ]
}
