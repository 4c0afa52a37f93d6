import { Form, Input, InputNumber, Select, Switch } from 'antd'
import { locationKinds } from '../../src/locations/location.ts'
import { CountrySelect } from '../platform/ui/CountrySelect.tsx'
import styles from './locations.module.css'
import { useLocationWords } from './words.ts'

/** The fields of a place. */
export function LocationFields({ hasCode }: { hasCode: boolean }) {
  const say = useLocationWords()
  const needed = [{ required: true, whitespace: true, message: say('required') }]
  const text = (name: 'name' | 'province' | 'city' | 'district', most: number, rules: typeof needed = []) => (
    <Form.Item name={name} label={say(name)} rules={rules}>
      <Input maxLength={most} autoFocus={name === 'name'} />
    </Form.Item>
  )
  return (
    <div className={styles.fields}>
      {text('name', 200, needed)}
      <Form.Item name="code" label={say('code')} rules={needed}>
        <Input maxLength={50} disabled={hasCode} />
      </Form.Item>
      <Form.Item name="kind" label={say('kind')}>
        <Select options={locationKinds.map((value) => ({ value, label: say(`kind_${value}`) }))} />
      </Form.Item>
      <Form.Item name="fulfils" label={say('fulfils')} valuePropName="checked" extra={say('fulfils_says')}>
        <Switch />
      </Form.Item>
      <Form.Item name="priority" label={say('priority')} extra={say('priority_says')}>
        <InputNumber min={0} max={1_000_000} precision={0} style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item name="country" label={say('country')} rules={needed}>
        <CountrySelect />
      </Form.Item>
      {text('province', 100)}
      {text('city', 100)}
      {text('district', 100)}
      <Form.Item name="longitude" label={say('longitude')} extra={say('point_says')}>
        <InputNumber min={-180} max={180} style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item name="latitude" label={say('latitude')}>
        <InputNumber min={-90} max={90} style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item name="timeZone" label={say('time_zone')} rules={needed}>
        <Select showSearch options={Intl.supportedValuesOf('timeZone').map((value) => ({ value, label: value }))} />
      </Form.Item>
    </div>
  )
}
