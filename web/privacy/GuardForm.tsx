import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Form, Input, InputNumber, Skeleton } from 'antd'
import type { previewRetentionContract, setPrivacySettingsContract } from '../../src/privacy/contract.ts'
import { type BodyOf, call } from '../platform/call.ts'
import { useMay } from '../platform/session.ts'
import { Fault } from '../platform/ui/Fault.tsx'
import { useSettingsForm } from '../settings/use-settings-form.ts'
import styles from './privacy.module.css'
import { usePrivacyWords } from './words.ts'

const limits = ['staffDisclosures', 'packingDisclosures', 'keyDisclosures'] as const

/** How many full contacts may be seen, for how long people are kept, and the shop's own purposes of consent. */
export function GuardForm() {
  const say = usePrivacyWords()
  const may = useMay()
  const {
    settings: answer,
    error,
    readAgain,
    form,
    save,
    isBusy,
    isChanged,
    onValuesChange,
  } = useSettingsForm<typeof setPrivacySettingsContract>('/privacy-settings', true)
  const required = [{ required: true, message: say('required') }]
  const count = (name: (typeof limits)[number], per: 'perHour' | 'perDay', max: number) => (
    <Form.Item name={[name, per]} label={say(per)} rules={required}>
      <InputNumber min={0} max={max} precision={0} style={{ width: '100%' }} />
    </Form.Item>
  )
  if (error) return <Fault error={error} onRetry={readAgain} />
  if (!answer) return <Skeleton active />
  return (
    <Form
      key={answer.version}
      form={form}
      layout="vertical"
      initialValues={answer.settings}
      disabled={!may('privacy.write')}
      onValuesChange={onValuesChange}
      onFinish={(given) => void save(given as BodyOf<typeof setPrivacySettingsContract>)}
    >
      <h2 className={styles.part}>{say('limits')}</h2>
      <p className={styles.says}>{say('limits_says')}</p>
      {limits.map((name) => (
        <fieldset key={name} className={styles.group}>
          <legend>{say(name)}</legend>
          <div className={styles.pair}>
            {count(name, 'perHour', 1_000_000)}
            {count(name, 'perDay', 10_000_000)}
          </div>
        </fieldset>
      ))}
      <Retention />
      <Purposes />
      {may('privacy.write') && (
        <Button type="primary" htmlType="submit" loading={isBusy} disabled={!isChanged}>
          {say('save')}
        </Button>
      )}
    </Form>
  )
}

function Retention() {
  const say = usePrivacyWords()
  const { data } = useQuery({
    queryKey: ['/privacy-settings', 'retention'],
    queryFn: () => call<typeof previewRetentionContract>('GET', '/privacy-settings/retention-preview'),
  })
  const days = (name: 'customersAfterDays' | 'guestsAfterDays') => (
    <Form.Item name={['retention', name]} label={say(name)} normalize={(value: number | null) => value ?? null}>
      <InputNumber
        min={30}
        max={36_500}
        precision={0}
        suffix={say('days')}
        placeholder={say('never')}
        style={{ width: '100%' }}
      />
    </Form.Item>
  )
  return (
    <>
      <h2 className={styles.part}>{say('retention')}</h2>
      <p className={styles.says}>{say('retention_says')}</p>
      <div className={styles.pair}>
        {days('customersAfterDays')}
        {days('guestsAfterDays')}
      </div>
      {data && (data.customers !== null || data.guests !== null) && (
        <Alert
          type="info"
          style={{ marginBottom: 16 }}
          title={say('retention_due', { customers: data.customers ?? 0, guests: data.guests ?? 0 })}
        />
      )}
    </>
  )
}

function Purposes() {
  const say = usePrivacyWords()
  const may = useMay()
  return (
    <>
      <h2 className={styles.part}>{say('purposes')}</h2>
      <p className={styles.says}>{say('purposes_says')}</p>
      <Form.List name="consentPurposes">
        {(fields, { add, remove }) => (
          <>
            {fields.map(({ name, key }) => (
              <div key={key} className={styles.pair}>
                <Form.Item
                  name={[name, 'code']}
                  label={say('purpose_code')}
                  rules={[{ required: true, pattern: /^[a-z][a-z0-9_]{0,49}$/, message: say('purpose_code_form') }]}
                >
                  <Input maxLength={50} />
                </Form.Item>
                <Form.Item
                  name={[name, 'name']}
                  label={say('purpose_name')}
                  rules={[{ required: true, message: say('required') }]}
                >
                  <Input maxLength={100} />
                </Form.Item>
                {may('privacy.write') && (
                  <Form.Item label=" " colon={false}>
                    <Button danger type="text" icon={<DeleteOutlined />} onClick={() => remove(name)}>
                      {say('purpose_remove')}
                    </Button>
                  </Form.Item>
                )}
              </div>
            ))}
            {may('privacy.write') && (
              <Button
                icon={<PlusOutlined />}
                onClick={() => add({ code: '', name: '' })}
                disabled={fields.length >= 50}
                style={{ marginBottom: 24 }}
              >
                {say('purpose_add')}
              </Button>
            )}
          </>
        )}
      </Form.List>
    </>
  )
}
