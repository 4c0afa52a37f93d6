import { Select, Space } from 'antd'
import type { ReactNode } from 'react'
import { useSetView } from '../platform/search.ts'
import { type Role, useRoleName } from './use-roles.ts'
import { useAccessWords } from './words.ts'

/** Which role is shown, and which one beside it. */
export function RoleChoice({
  roles,
  role,
  other,
  tools,
}: {
  roles: readonly Role[]
  role: Role
  other: Role | undefined
  tools: ReactNode
}) {
  const say = useAccessWords()
  const nameOf = useRoleName()
  const setView = useSetView()
  const options = roles.map(({ code, id }) => ({
    value: code,
    label: id === null ? nameOf(code) : `${nameOf(code)} · ${say('role_own')}`,
  }))
  return (
    <Space wrap style={{ marginBottom: 12 }}>
      <Select
        aria-label={say('role')}
        style={{ minWidth: 180 }}
        value={role.code}
        options={options}
        onChange={(code) => setView({ role: code })}
      />
      <Select
        aria-label={say('role_beside')}
        style={{ minWidth: 180 }}
        allowClear
        placeholder={say('role_beside')}
        value={other?.code ?? null}
        options={options.filter(({ value }) => value !== role.code)}
        onChange={(code) => setView({ beside: code ?? undefined })}
      />
      {tools}
    </Space>
  )
}
