import { Button, Form, InputNumber, Skeleton, Switch } from 'antd'
import type { setApprovalSettingsContract } from '../../src/approvals/contract.ts'
import { currencyExponent } from '../../src/platform/money.ts'
import type { AnswerOf } from '../platform/call.ts'
import { useMay, useMerchant } from '../platform/session.ts'
import { Fault } from '../platform/ui/Fault.tsx'
import { SettingsFrame } from '../settings/SettingsFrame.tsx'
import { useSettingsForm } from '../settings/use-settings-form.ts'
import { useApprovalWords } from './words.ts'

type Settings = AnswerOf<typeof setApprovalSettingsContract>
type Given = {
  anyRefund: boolean
  refundUpTo: number
  anyWriteOff: boolean
  writeOffUnitsUpTo: number
  expireAfterDays: number
}

/** Up to what one person may act alone. */
export default function LimitsPage() {
  const say = useApprovalWords()
  const may = useMay()
  const currency = useMerchant()?.currency
  const { settings, error, readAgain, form, save, isBusy, isChanged, onValuesChange } =
    useSettingsForm<typeof setApprovalSettingsContract>('/approval-settings')
  const anyRefund = Form.useWatch('anyRefund', form)
  const anyWriteOff = Form.useWatch('anyWriteOff', form)
  const required = [{ required: true, message: say('required') }]
  return (
    <SettingsFrame section="limits">
      {error && <Fault error={error} onRetry={readAgain} />}
      {(!settings || currency === undefined) && !error && <Skeleton active />}
      {settings && currency !== undefined && (
        <Form<Given>
          form={form}
          layout="vertical"
          initialValues={givenOf(settings, currency)}
          disabled={!may('settings.approvals')}
          onValuesChange={onValuesChange}
          onFinish={(given) => void save(settingsOf(given, settings, currency))}
        >
          <Form.Item name="anyRefund" label={say('any_refund')} valuePropName="checked">
            <Switch />
          </Form.Item>
          {!anyRefund && (
            <Form.Item name="refundUpTo" label={say('refund_up_to')} extra={say('refund_up_to_says')} rules={required}>
              <InputNumber min={0} precision={currencyExponent(currency)} suffix={currency} style={{ width: 220 }} />
            </Form.Item>
          )}
          <Form.Item name="anyWriteOff" label={say('any_write_off')} valuePropName="checked">
            <Switch />
          </Form.Item>
          {!anyWriteOff && (
            <Form.Item
              name="writeOffUnitsUpTo"
              label={say('write_off_up_to')}
              extra={say('write_off_up_to_says')}
              rules={required}
            >
              <InputNumber min={0} max={1_000_000_000} precision={0} style={{ width: 220 }} />
            </Form.Item>
          )}
          <Form.Item
            name="expireAfterDays"
            label={say('expire_after')}
            extra={say('expire_after_says')}
            rules={required}
          >
            <InputNumber min={1} max={90} precision={0} suffix={say('days')} style={{ width: 220 }} />
          </Form.Item>
          {may('settings.approvals') && (
            <Button type="primary" htmlType="submit" loading={isBusy} disabled={!isChanged}>
              {say('save')}
            </Button>
          )}
        </Form>
      )}
    </SettingsFrame>
  )
}

/** Money is shown in the shop's currency; limits in others stay as they are. */
function givenOf({ refundUpTo, writeOffUnitsUpTo, expireAfterDays }: Settings, currency: string): Given {
  const unit = 10 ** currencyExponent(currency)
  return {
    anyRefund: refundUpTo === null,
    refundUpTo: (refundUpTo?.[currency] ?? 0) / unit,
    anyWriteOff: writeOffUnitsUpTo === null,
    writeOffUnitsUpTo: writeOffUnitsUpTo ?? 0,
    expireAfterDays,
  }
}

function settingsOf(given: Given, before: Settings, currency: string): Settings {
  const unit = 10 ** currencyExponent(currency)
  const minor = Math.round((given.refundUpTo ?? 0) * unit)
  return {
    refundUpTo: given.anyRefund ? null : { ...before.refundUpTo, [currency]: minor },
    writeOffUnitsUpTo: given.anyWriteOff ? null : (given.writeOffUnitsUpTo ?? 0),
    expireAfterDays: given.expireAfterDays,
  }
}
