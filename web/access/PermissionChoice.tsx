import { Checkbox, Input } from 'antd'
import { useState } from 'react'
import styles from './access.module.css'
import { usePermissionName } from './use-permission-name.ts'
import { useAccessWords } from './words.ts'

/** A field for permissions: what is searched for is shown, what was chosen stays chosen. */
export function PermissionChoice({
  permissions,
  value = [],
  onChange,
}: {
  permissions: readonly string[]
  value?: string[]
  onChange?: (chosen: string[]) => void
}) {
  const say = useAccessWords()
  const { nameOf, matches } = usePermissionName()
  const [text, setText] = useState('')
  const choose = (permission: string, isChosen: boolean) =>
    onChange?.(isChosen ? [...value, permission] : value.filter((each) => each !== permission))
  return (
    <>
      <Input.Search
        allowClear
        aria-label={say('permission_search')}
        placeholder={say('permission_search')}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      <div className={styles.count}>{say('permission_count', { held: value.length, all: permissions.length })}</div>
      <fieldset className={styles.choices} aria-label={say('permissions')}>
        {permissions
          .filter((permission) => matches(permission, text))
          .map((permission) => (
            <Checkbox
              key={permission}
              checked={value.includes(permission)}
              onChange={({ target }) => choose(permission, target.checked)}
            >
              {nameOf(permission)} <code className={styles.code}>{permission}</code>
            </Checkbox>
          ))}
      </fieldset>
    </>
  )
}
