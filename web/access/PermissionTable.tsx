import { CheckOutlined } from '@ant-design/icons'
import { Input, Switch } from 'antd'
import { useState } from 'react'
import { EmptyState } from '../platform/ui/EmptyState.tsx'
import { RowTable } from '../platform/ui/RowTable.tsx'
import styles from './access.module.css'
import { usePermissionName } from './use-permission-name.ts'
import { type Role, useRoleName } from './use-roles.ts'
import { useAccessWords } from './words.ts'

/** What a role may do, and another beside it; searched by words or by code. */
export function PermissionTable({
  permissions,
  role,
  other,
}: {
  permissions: readonly string[]
  role: Role
  other: Role | undefined
}) {
  const say = useAccessWords()
  const nameOf = useRoleName()
  const { nameOf: nameOfPermission, matches } = usePermissionName()
  const [text, setText] = useState('')
  const [isDifferentOnly, setDifferentOnly] = useState(false)
  const has = ({ code, permissions: held }: Role, permission: string) => code === 'owner' || held.includes(permission)
  const shown = permissions.filter(
    (permission) =>
      matches(permission, text) &&
      (!isDifferentOnly || other === undefined || has(role, permission) !== has(other, permission)),
  )
  const column = (each: Role) => ({
    ...{ title: nameOf(each.code), width: 120 },
    ...(other === undefined && { onCard: 'end' as const }),
    render: (_: unknown, { permission }: { permission: string }) =>
      has(each, permission) ? (
        <CheckOutlined aria-label={say('allowed')} />
      ) : (
        <span className={styles.count}>{say('refused')}</span>
      ),
  })
  return (
    <>
      <PermissionFilter
        text={text}
        onText={setText}
        {...(other && { isDifferentOnly, onDifferentOnly: setDifferentOnly })}
        held={permissions.filter((each) => has(role, each)).length}
        all={permissions.length}
      />
      {shown.length === 0 ? (
        <EmptyState title={say('permission_none')} />
      ) : (
        <RowTable
          rows={shown.map((permission) => ({ permission }))}
          keyOf={({ permission }) => permission}
          label={say('permissions')}
          columns={[
            {
              title: say('permission'),
              render: (_, { permission }) => (
                <>
                  {nameOfPermission(permission)} <code className={styles.code}>{permission}</code>
                </>
              ),
            },
            column(role),
            ...(other ? [column(other)] : []),
          ]}
        />
      )}
    </>
  )
}

function PermissionFilter({
  text,
  onText,
  isDifferentOnly = false,
  onDifferentOnly,
  ...counts
}: {
  text: string
  onText: (text: string) => void
  isDifferentOnly?: boolean
  onDifferentOnly?: (is: boolean) => void
  held: number
  all: number
}) {
  const say = useAccessWords()
  return (
    <div className={styles.filter}>
      <Input.Search
        allowClear
        aria-label={say('permission_search')}
        placeholder={say('permission_search')}
        value={text}
        onChange={({ target }) => onText(target.value)}
      />
      {onDifferentOnly && (
        <span className={styles.switch}>
          <Switch
            size="small"
            checked={isDifferentOnly}
            onChange={onDifferentOnly}
            aria-label={say('role_differences')}
          />
          {say('role_differences')}
        </span>
      )}
      <span className={styles.count}>{say('permission_count', counts)}</span>
    </div>
  )
}
