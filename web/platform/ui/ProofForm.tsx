import type { InputRef } from 'antd'
import { Button, Form, Input, Space } from 'antd'
import { useEffect, useRef, useState } from 'react'
import type { proveContract } from '../../../src/access/account/contract.ts'
import { call } from '../call.ts'
import type { Account } from '../session.ts'
import { useProblemWords } from '../use-problem-words.ts'
import { usePlatformWords } from '../words.ts'

type Given = { password: string; code?: string }

/** Asks for the password again, and for a code where there is an authenticator; `onEnd` tells whether it was given. */
export function ProofForm({ account, onEnd }: { account: Account; onEnd: (isProven: boolean) => void }) {
  const say = usePlatformWords()
  const problem = useProblemWords()
  const [refusal, setRefusal] = useState<string>()
  const [isBusy, setBusy] = useState(false)
  const first = useRef<InputRef>(null)
  useEffect(() => {
    // A dialog is drawn before it is seen, and what is not seen takes no focus.
    const watcher = new ResizeObserver(() => first.current?.focus())
    const field = first.current?.input
    if (field) watcher.observe(field)
    return () => watcher.disconnect()
  }, [])
  if (!account.hasPassword) return <p>{say('proof_without_password')}</p>
  const send = async ({ password, code }: Given) => {
    setBusy(true)
    try {
      await call<typeof proveContract>('POST', '/account/proofs', {
        password,
        ...(code !== undefined && code !== '' && { code: code.trim() }),
      })
      onEnd(true)
    } catch (error) {
      setRefusal(problem(error).text)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Form<Given> layout="vertical" requiredMark={false} onFinish={(given) => void send(given)}>
      <p>{say('proof_says')}</p>
      <input type="hidden" name="username" autoComplete="username" value={account.email} readOnly />
      <Form.Item
        name="password"
        label={say('proof_password')}
        rules={[{ required: true, message: say('field_wrong') }]}
        {...(refusal !== undefined && { validateStatus: 'error' as const, help: refusal })}
      >
        <Input.Password ref={first} autoComplete="current-password" />
      </Form.Item>
      {account.hasAuthenticator && (
        <Form.Item name="code" label={say('proof_code')}>
          <Input autoComplete="one-time-code" maxLength={30} />
        </Form.Item>
      )}
      <Space>
        <Button type="primary" htmlType="submit" loading={isBusy}>
          {say('proof_continue')}
        </Button>
        <Button onClick={() => onEnd(false)}>{say('cancel')}</Button>
      </Space>
    </Form>
  )
}
