import { Form, Input, Select } from 'antd'
import { ScopeFields } from './ScopeFields.tsx'
import { useRoleName, useRoles } from './use-roles.ts'
import { useAccessWords } from './words.ts'

/** What is said of somebody who works here: name, e-mail, language, roles, where. */
export function StaffFields() {
  const say = useAccessWords()
  const { data } = useRoles()
  const nameOf = useRoleName()
  const required = [{ required: true, message: say('required') }]
  return (
    <>
      <Form.Item name="name" label={say('name')} rules={required}>
        <Input maxLength={100} autoComplete="off" />
      </Form.Item>
      <Form.Item name="email" label={say('email')} extra={say('email_says')} rules={required}>
        <Input type="email" maxLength={254} autoComplete="off" />
      </Form.Item>
      <Form.Item name="roles" label={say('roles')} rules={required}>
        <Select
          mode="multiple"
          optionFilterProp="label"
          options={(data?.items ?? []).map(({ code }) => ({ value: code, label: nameOf(code) }))}
        />
      </Form.Item>
      <ScopeFields />
      <Form.Item name="locale" label={say('language')}>
        <Select
          options={[
            { value: 'zh-CN', label: '中文' },
            { value: 'en', label: 'English' },
          ]}
        />
      </Form.Item>
    </>
  )
}
