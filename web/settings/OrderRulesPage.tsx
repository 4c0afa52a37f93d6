import { Button, Form, InputNumber, Radio, Skeleton } from 'antd'
import type { setOrderSettingsContract } from '../../src/orders/settings-contract.ts'
import type { BodyOf } from '../platform/call.ts'
import { useMay } from '../platform/session.ts'
import { Fault } from '../platform/ui/Fault.tsx'
import { ReviewRules } from './ReviewRules.tsx'
import { SettingsFrame } from './SettingsFrame.tsx'
import { useSettingsForm } from './use-settings-form.ts'
import { useSettingsWords } from './words.ts'

/** The bounds are the server's: src/orders/order-settings.ts. */
const bounds = {
  maxSplits: { min: 1, max: 10 },
  paymentExpiryMinutes: { min: 1, max: 43_200 },
  cancellationUndoMinutes: { min: 0, max: 10_080 },
} as const
const choices = {
  shortagePolicy: ['refuse', 'hold', 'backorder'],
  sourcingOrder: ['nearest', 'priority'],
  priceCheck: ['off', 'hold'],
  addressCheck: ['off', 'hold'],
} as const

/** How orders are checked and given stock. */
export default function OrderRulesPage() {
  const say = useSettingsWords()
  const may = useMay()
  const { settings, error, readAgain, form, save, isBusy, isChanged, onValuesChange } =
    useSettingsForm<typeof setOrderSettingsContract>('/order-settings')
  const choose = (name: keyof typeof choices) => (
    <Form.Item name={name} label={say(name)} extra={say(`${name}_says`)}>
      <Radio.Group
        options={choices[name].map((value) => ({ value, label: say(`${name}_${value}` as 'priceCheck_off') }))}
      />
    </Form.Item>
  )
  const count = (name: keyof typeof bounds, unit: 'minutes' | 'places') => (
    <Form.Item
      name={name}
      label={say(name)}
      extra={`${say(`${name}_says`)} ${say('bounds', bounds[name])}`}
      rules={[{ required: true, message: say('required') }]}
    >
      <InputNumber {...bounds[name]} precision={0} suffix={say(unit)} style={{ width: 180 }} />
    </Form.Item>
  )
  return (
    <SettingsFrame section="orders">
      {error && <Fault error={error} onRetry={readAgain} />}
      {!settings && !error && <Skeleton active />}
      {settings && (
        <Form
          form={form}
          layout="vertical"
          initialValues={settings}
          disabled={!may('settings.write')}
          onValuesChange={onValuesChange}
          onFinish={(given) => void save({ ...settings, ...given } as BodyOf<typeof setOrderSettingsContract>)}
        >
          {choose('shortagePolicy')}
          {choose('sourcingOrder')}
          {count('maxSplits', 'places')}
          {choose('priceCheck')}
          {choose('addressCheck')}
          {count('paymentExpiryMinutes', 'minutes')}
          {count('cancellationUndoMinutes', 'minutes')}
          <ReviewRules />
          {may('settings.write') && (
            <Button type="primary" htmlType="submit" loading={isBusy} disabled={!isChanged}>
              {say('save')}
            </Button>
          )}
        </Form>
      )}
    </SettingsFrame>
  )
}
