import { Button, Form, Input } from 'antd'
import type { changeMerchantContract } from '../../src/access/contract.ts'
import { call } from '../platform/call.ts'
import { useMay, useMerchant } from '../platform/session.ts'
import { Facts } from '../platform/ui/Facts.tsx'
import { Moment } from '../platform/ui/Moment.tsx'
import { useAct } from '../platform/use-act.tsx'
import { useCountryName } from '../platform/use-country-name.ts'
import { useUnsavedGuard } from '../platform/use-unsaved-guard.ts'
import { SampleShop } from '../training/SampleShop.tsx'
import { SettingsFrame } from './SettingsFrame.tsx'
import styles from './settings.module.css'
import { useSettingsWords } from './words.ts'

/** What the shop is called, and what its figures rest on. */
export default function ShopPage() {
  const say = useSettingsWords()
  const merchant = useMerchant()
  const countryName = useCountryName()
  return (
    <SettingsFrame section="shop">
      {merchant && <NameForm key={merchant.name} name={merchant.name} />}
      {merchant && (
        <>
          <h2 className={styles.part}>{say('shop_fixed')}</h2>
          <p className={styles.says}>{say('shop_fixed_says')}</p>
          <Facts
            facts={[
              [say('shop_code'), merchant.code],
              [say('shop_currency'), merchant.currency],
              [say('shop_country'), countryName(merchant.country)],
              [say('shop_zone'), merchant.timeZone],
              [say('shop_since'), <Moment key="since" at={merchant.createdAt} show="day" />],
            ]}
          />
        </>
      )}
      <SampleShop />
    </SettingsFrame>
  )
}

function NameForm({ name }: { name: string }) {
  const say = useSettingsWords()
  const may = useMay()
  const [form] = Form.useForm<{ name: string }>()
  const written = Form.useWatch('name', form)
  const { act, isBusy } = useAct()
  const isChanged = written !== undefined && written.trim() !== name
  useUnsavedGuard(isChanged && !isBusy)
  const save = (given: { name: string }) =>
    act(() => call<typeof changeMerchantContract>('PUT', '/merchant', given), {
      ...{ says: say('saved'), stale: ['merchant', 'onboarding'], form },
    })
  return (
    <Form form={form} layout="vertical" initialValues={{ name }} disabled={!may('merchant.write')} onFinish={save}>
      <Form.Item
        name="name"
        label={say('shop_name')}
        extra={say('shop_name_says')}
        rules={[{ required: true, message: say('required') }]}
      >
        <Input maxLength={200} />
      </Form.Item>
      {may('merchant.write') && (
        <Button type="primary" htmlType="submit" loading={isBusy} disabled={!isChanged}>
          {say('save')}
        </Button>
      )}
    </Form>
  )
}
