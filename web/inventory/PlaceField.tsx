import { Form, Select } from 'antd'
import { usePlaces } from '../locations/use-places.ts'
import { useStockWords } from './words.ts'

/** Chooses a place of whoever is signed in. */
export function PlaceField({ name, label }: { name: string; label: string }) {
  const say = useStockWords()
  const { places } = usePlaces()
  return (
    <Form.Item name={name} label={label} rules={[{ required: true, message: say('choose_place') }]}>
      <Select
        size="large"
        placeholder={say('choose_place')}
        options={places
          .filter(({ status }) => status === 'active')
          .map(({ id, name: called }) => ({ value: id, label: called }))}
      />
    </Form.Item>
  )
}
