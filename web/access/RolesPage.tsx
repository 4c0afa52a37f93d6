import { PlusOutlined } from '@ant-design/icons'
import { Skeleton } from 'antd'
import { oneOf, useSetView, useView } from '../platform/search.ts'
import { useMay } from '../platform/session.ts'
import { ActionButton } from '../platform/ui/ActionButton.tsx'
import { Fault } from '../platform/ui/Fault.tsx'
import { SettingsFrame } from '../settings/SettingsFrame.tsx'
import { PermissionTable } from './PermissionTable.tsx'
import { RoleChoice } from './RoleChoice.tsx'
import { RoleForm } from './RoleForm.tsx'
import { useRoles } from './use-roles.ts'
import { useAccessWords } from './words.ts'

/** What each role may do: one beside another; the merchant's own are made and changed here. */
export default function RolesPage() {
  const say = useAccessWords()
  const may = useMay()
  const view = useView()
  const setView = useSetView()
  const { data, error, refetch } = useRoles()
  const roles = data?.items ?? []
  const role = roles.find(({ code }) => code === (oneOf(view.role) ?? 'manager'))
  const other = roles.find(({ code }) => code === (oneOf(view.beside) ?? ''))
  const editing = oneOf(view.edit)
  const reason = may('access.roles') ? undefined : say('not_permitted')
  return (
    <SettingsFrame
      section="roles"
      isWide
      tools={
        <ActionButton
          type="primary"
          icon={<PlusOutlined />}
          reason={reason}
          onClick={() => setView({ edit: 'new' }, true)}
        >
          {say('role_add')}
        </ActionButton>
      }
    >
      {error && <Fault error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton active />}
      {data && role && (
        <>
          <RoleChoice
            roles={roles}
            role={role}
            other={other}
            tools={
              role.id !== null && (
                <ActionButton reason={reason} onClick={() => setView({ edit: role.code }, true)}>
                  {say('role_change')}
                </ActionButton>
              )
            }
          />
          <PermissionTable permissions={data.permissions} role={role} other={other} />
        </>
      )}
      {data && editing !== undefined && (
        <RoleForm
          role={roles.find(({ code, id }) => code === editing && id !== null)}
          roles={roles}
          permissions={data.permissions}
          onClose={() => setView({ edit: undefined })}
        />
      )}
    </SettingsFrame>
  )
}
