import { Button, Form, InputNumber, Radio, Skeleton } from 'antd'
import type {
  endOtherSessionsContract,
  endOwnSessionContract,
  listOwnSessionsContract,
  setSecuritySettingsContract,
} from '../../src/access/account/contract.ts'
import { paths } from '../paths.ts'
import { call } from '../platform/call.ts'
import { useAccount, useMay } from '../platform/session.ts'
import { ActionButton } from '../platform/ui/ActionButton.tsx'
import { Facts } from '../platform/ui/Facts.tsx'
import { Fault } from '../platform/ui/Fault.tsx'
import { useAct } from '../platform/use-act.tsx'
import { useKeysetList } from '../platform/use-keyset-list.ts'
import { useListWords } from '../platform/use-list-words.ts'
import { SettingsFrame } from '../settings/SettingsFrame.tsx'
import { useSettingsForm } from '../settings/use-settings-form.ts'
import styles from './access.module.css'
import { isOpen, SessionsTable } from './SessionsTable.tsx'
import { useAccessWords } from './words.ts'

/** How one comes in oneself, where one is in, and the rules for everybody. */
export default function SecurityPage() {
  const may = useMay()
  return (
    <SettingsFrame section="security" isWide>
      <OwnWays />
      <OwnSessions />
      {may('access.read') && <Rules />}
    </SettingsFrame>
  )
}

function OwnWays() {
  const say = useAccessWords()
  const join = useListWords()
  const { hasPassword, hasAuthenticator, passkeys, recoveryCodes } = useAccount()
  return (
    <section>
      <h2 className={styles.part}>{say('own_ways')}</h2>
      <Facts
        facts={[
          [say('own_password'), say(hasPassword ? 'is_set' : 'is_not_set')],
          [say('own_authenticator'), say(hasAuthenticator ? 'is_set' : 'is_not_set')],
          [say('own_passkeys'), passkeys.length === 0 ? say('is_not_set') : join(passkeys.map(({ name }) => name))],
          ...(hasAuthenticator ? [[say('own_codes'), say('own_codes_left', { count: recoveryCodes })] as const] : []),
        ]}
      />
      <Button href={paths.account()} style={{ marginTop: 12 }}>
        {say('own_change')}
      </Button>
    </section>
  )
}

function OwnSessions() {
  const say = useAccessWords()
  const { sessionId } = useAccount()
  const path = '/account/sessions'
  const list = useKeysetList<typeof listOwnSessionsContract>(path, {}, 10)
  const { act, isBusy } = useAct()
  const others = list.items.filter((session) => isOpen(session) && session.id !== sessionId)
  const after = { says: say('done'), stale: [path] }
  return (
    <section>
      <h2 className={styles.part}>{say('own_sessions')}</h2>
      <SessionsTable
        list={list}
        ownId={sessionId}
        onEnd={({ id }) => void act(() => call<typeof endOwnSessionContract>('DELETE', `${path}/${id}`), after)}
      />
      <ActionButton
        style={{ marginTop: 12 }}
        reason={others.length === 0 ? say('sessions_none_open') : undefined}
        loading={isBusy}
        onClick={() => void act(() => call<typeof endOtherSessionsContract>('DELETE', path), after)}
      >
        {say('sessions_end_others')}
      </ActionButton>
    </section>
  )
}

function Rules() {
  const say = useAccessWords()
  const may = useMay()
  const { settings, error, readAgain, form, save, isBusy, isChanged, onValuesChange } = useSettingsForm<
    typeof setSecuritySettingsContract
  >('/security-settings', true)
  const required = [{ required: true, message: say('required') }]
  return (
    <section style={{ maxWidth: 720 }}>
      <h2 className={styles.part}>{say('rules')}</h2>
      {error && <Fault error={error} onRetry={readAgain} />}
      {!settings && !error && <Skeleton active />}
      {settings && (
        <Form
          key={settings.version}
          form={form}
          layout="vertical"
          initialValues={settings}
          disabled={!may('access.security')}
          onValuesChange={onValuesChange}
          onFinish={(given) => void save(given)}
        >
          <Form.Item name="secondFactor" label={say('rules_factor')} extra={say('rules_factor_says')}>
            <Radio.Group
              options={[
                { value: 'optional', label: say('rules_optional') },
                { value: 'required', label: say('rules_required') },
              ]}
            />
          </Form.Item>
          <Form.Item name="idleMinutes" label={say('rules_idle')} extra={say('rules_idle_says')} rules={required}>
            <InputNumber min={5} max={1440} precision={0} suffix={say('minutes')} style={{ width: 180 }} />
          </Form.Item>
          <Form.Item name="sessionHours" label={say('rules_hours')} extra={say('rules_hours_says')} rules={required}>
            <InputNumber min={1} max={720} precision={0} suffix={say('hours')} style={{ width: 180 }} />
          </Form.Item>
          {may('access.security') && (
            <Button type="primary" htmlType="submit" loading={isBusy} disabled={!isChanged}>
              {say('save')}
            </Button>
          )}
        </Form>
      )}
    </section>
  )
}
