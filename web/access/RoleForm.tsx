import { App, Button, Form, Input, Select, Space } from 'antd'
import type { archiveRoleContract, changeRoleContract, createRoleContract } from '../../src/access/roles/contract.ts'
import { call } from '../platform/call.ts'
import { useSetView } from '../platform/search.ts'
import { SidePanel } from '../platform/ui/SidePanel.tsx'
import { useAct } from '../platform/use-act.tsx'
import { PermissionChoice } from './PermissionChoice.tsx'
import { type Role, useRoleName } from './use-roles.ts'
import { useAccessWords } from './words.ts'

type Given = { code: string; name: string; permissions: string[] }

/** Makes a role of the merchant's own, or changes it; undefined: a new one. */
export function RoleForm({
  role,
  roles,
  permissions,
  onClose,
}: {
  role: Role | undefined
  roles: readonly Role[]
  permissions: readonly string[]
  onClose: () => void
}) {
  const say = useAccessWords()
  const setView = useSetView()
  const [form] = Form.useForm<Given>()
  const { act, isBusy } = useAct()
  const save = async ({ code, ...given }: Given) => {
    const work = () =>
      role === undefined
        ? call<typeof createRoleContract>('POST', '/roles', { code, ...given })
        : call<typeof changeRoleContract>('PUT', `/roles/${role.id}`, given, { version: role.version ?? 0 })
    const saved = await act(work, { says: say('saved'), stale: ['/roles', 'account'], form })
    if (saved) setView({ edit: undefined, role: saved.code })
  }
  const copy = (code: string) =>
    form.setFieldValue('permissions', roles.find((each) => each.code === code)?.permissions ?? [])
  const required = [{ required: true, message: say('required') }]
  return (
    <SidePanel title={say(role === undefined ? 'role_add' : 'role_change')} isOpen onClose={onClose} width={560}>
      <Form
        form={form}
        layout="vertical"
        initialValues={role ?? { permissions: [] }}
        onFinish={(given) => void save({ ...given, code: role?.code ?? given.code })}
      >
        <Form.Item name="name" label={say('role_name')} rules={required}>
          <Input maxLength={100} autoComplete="off" />
        </Form.Item>
        {role === undefined && <NewRoleFields roles={roles} onLike={copy} />}
        <Form.Item name="permissions" label={say('permissions')} rules={required}>
          <PermissionChoice permissions={permissions} />
        </Form.Item>
        <Space>
          <Button type="primary" htmlType="submit" loading={isBusy}>
            {say('save')}
          </Button>
          {role && <ArchiveRole role={role} />}
        </Space>
      </Form>
    </SidePanel>
  )
}

function NewRoleFields({ roles, onLike }: { roles: readonly Role[]; onLike: (code: string) => void }) {
  const say = useAccessWords()
  const nameOf = useRoleName()
  return (
    <>
      <Form.Item
        name="code"
        label={say('role_code')}
        extra={say('role_code_says')}
        rules={[{ required: true, pattern: /^[a-z][a-z0-9_]{1,39}$/, message: say('role_code_says') }]}
      >
        <Input maxLength={40} autoComplete="off" />
      </Form.Item>
      <Form.Item label={say('role_like')}>
        <Select
          aria-label={say('role_like')}
          placeholder={say('role_like_says')}
          options={roles
            .filter(({ code }) => code !== 'owner')
            .map(({ code }) => ({ value: code, label: nameOf(code) }))}
          onChange={onLike}
        />
      </Form.Item>
    </>
  )
}

function ArchiveRole({ role: { id, name, version } }: { role: Role }) {
  const say = useAccessWords()
  const setView = useSetView()
  const { modal } = App.useApp()
  const { act, isBusy } = useAct()
  const archive = async () => {
    const title = say('role_archive')
    const isSure = await modal.confirm({
      ...{
        title,
        content: say('role_archive_says', { name: name ?? '' }),
        okText: title,
        okButtonProps: { danger: true },
      },
    })
    if (!isSure) return
    const archived = await act(
      () => call<typeof archiveRoleContract>('DELETE', `/roles/${id}`, undefined, { version: version ?? 0 }),
      { says: say('done'), stale: ['/roles'] },
    )
    if (archived) setView({ edit: undefined, role: undefined })
  }
  return (
    <Button danger loading={isBusy} onClick={() => void archive()}>
      {say('role_archive')}
    </Button>
  )
}
