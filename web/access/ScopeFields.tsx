import { Form, Select } from 'antd'
import { useChannels } from '../settings/use-channels.ts'
import { usePlaces } from './use-places.ts'
import { useAccessWords } from './words.ts'

/** Fields for where somebody, or a key, may act: some places and channels, or all when none is chosen. */
export function ScopeFields() {
  const say = useAccessWords()
  const places = usePlaces()
  const channels = useChannels()
  return (
    <>
      <Form.Item name="locationIds" label={say('places')} normalize={noneIsAll}>
        <Select
          mode="multiple"
          allowClear
          optionFilterProp="label"
          placeholder={say('all_places')}
          options={places.map(({ id, name, code }) => ({ value: id, label: `${name} (${code})` }))}
        />
      </Form.Item>
      <Form.Item name="channels" label={say('channels')} normalize={noneIsAll}>
        <Select
          mode="multiple"
          allowClear
          optionFilterProp="label"
          placeholder={say('all_channels')}
          options={channels.map(({ code, name }) => ({ value: code, label: name }))}
        />
      </Form.Item>
    </>
  )
}

const noneIsAll = (chosen: string[] | null) => (chosen === null || chosen.length === 0 ? null : chosen)
