import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Form, Input, InputNumber, Select, Switch } from 'antd'
import { tiers } from '../../src/customers/customer.ts'
import { paymentTerms } from '../../src/orders/order.ts'
import { currencyExponent } from '../../src/platform/money.ts'
import { useMay, useMerchant } from '../platform/session.ts'
import styles from './review-rules.module.css'
import { useChannels } from './use-channels.ts'
import { useSettingsWords } from './words.ts'

const mostRules = 100

/** The rules by which orders are held for review 审单: one rule holds when everything that it names is true. */
export function ReviewRules() {
  const say = useSettingsWords()
  const may = useMay()
  return (
    <fieldset className={styles.rules}>
      <legend>{say('review_rules')}</legend>
      <p className={styles.says}>{say('review_rules_says')}</p>
      <Form.List name="reviewRules">
        {(fields, { add, remove }) => (
          <>
            {fields.length === 0 && <p className={styles.says}>{say('review_rules_none')}</p>}
            {fields.map(({ name, key }) => (
              <Rule key={key} at={name} onRemove={may('settings.write') ? () => remove(name) : undefined} />
            ))}
            {may('settings.write') && (
              <Button icon={<PlusOutlined />} onClick={() => add({ code: '' })} disabled={fields.length >= mostRules}>
                {say('review_rule_add')}
              </Button>
            )}
          </>
        )}
      </Form.List>
    </fieldset>
  )
}

function Rule({ at, onRemove }: { at: number; onRemove: (() => void) | undefined }) {
  const say = useSettingsWords()
  const channels = useChannels()
  const currency = useMerchant()?.currency ?? 'CNY'
  const unit = 10 ** currencyExponent(currency)
  const many = (name: 'channels' | 'tiers' | 'paymentTerms', options: { value: string; label: string }[]) => (
    <Form.Item name={[at, name]} label={say(`rule_${name}`)} normalize={emptyToNothing}>
      <Select mode="multiple" allowClear options={options} placeholder={say('rule_any')} />
    </Form.Item>
  )
  return (
    <div className={styles.rule}>
      <Form.Item
        name={[at, 'code']}
        label={say('rule_code')}
        rules={[{ required: true, pattern: /^[a-z0-9_]{1,50}$/, message: say('rule_code_form') }]}
      >
        <Input maxLength={50} />
      </Form.Item>
      <Form.Item
        name={[at, 'totalAtLeast']}
        label={say('rule_totalAtLeast')}
        getValueProps={(minor?: number) => ({ value: minor === undefined ? undefined : minor / unit })}
        normalize={(major: number | null) => (major === null ? undefined : Math.round(major * unit))}
      >
        <InputNumber min={0} precision={currencyExponent(currency)} suffix={currency} style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item
        name={[at, 'quantityAtLeast']}
        label={say('rule_quantityAtLeast')}
        normalize={(count: number | null) => count ?? undefined}
      >
        <InputNumber min={1} precision={0} style={{ width: '100%' }} />
      </Form.Item>
      {many(
        'channels',
        channels.map(({ code, name }) => ({ value: code, label: name })),
      )}
      {many(
        'tiers',
        tiers.map((value) => ({ value, label: say(`tier_${value}`) })),
      )}
      {many(
        'paymentTerms',
        paymentTerms.map((value) => ({ value, label: say(`terms_${value}`) })),
      )}
      <Form.Item
        name={[at, 'guestsOnly']}
        label={say('rule_guestsOnly')}
        valuePropName="checked"
        normalize={(is: boolean) => is || undefined}
      >
        <Switch />
      </Form.Item>
      {onRemove && (
        <Button type="text" danger icon={<DeleteOutlined />} onClick={onRemove}>
          {say('review_rule_remove')}
        </Button>
      )}
    </div>
  )
}

const emptyToNothing = (chosen: string[]) => (chosen.length === 0 ? undefined : chosen)
