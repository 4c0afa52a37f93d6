import { Form, Select } from 'antd'
import { useEffect } from 'react'
import { usePlaces } from '../locations/use-places.ts'
import { useStockWords } from './words.ts'

/** Chooses a place of whoever is signed in; where there is only one, it is chosen, unless it `isOther` than the one before. */
export function PlaceField({ name, label, isOther = false }: { name: string; label: string; isOther?: boolean }) {
  const say = useStockWords()
  const form = Form.useFormInstance()
  const open = usePlaces().places.filter(({ status }) => status === 'active')
  const only = !isOther && open.length === 1 ? open[0]?.id : undefined
  useEffect(() => {
    if (only !== undefined && form.getFieldValue(name) === undefined) form.setFieldValue(name, only)
  }, [form, name, only])
  return (
    <Form.Item name={name} label={label} rules={[{ required: true, message: say('choose_place') }]}>
      <Select
        size="large"
        placeholder={say('choose_place')}
        options={open.map(({ id, name: called }) => ({ value: id, label: called }))}
      />
    </Form.Item>
  )
}
