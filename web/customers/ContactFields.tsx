import { Form, Input } from 'antd'
import { CountrySelect } from '../platform/ui/CountrySelect.tsx'
import { contactLengths } from './contact-values.ts'
import styles from './customers.module.css'
import { useCustomerWords } from './words.ts'

const fields = Object.keys(contactLengths) as (keyof typeof contactLengths)[]
const needed: readonly string[] = ['name', 'country']

/** The fields of a contact, under `contact` of the form. */
export function ContactFields() {
  const say = useCustomerWords()
  return (
    <div className={styles.fields}>
      {fields.map((field) => (
        <Form.Item
          key={field}
          name={['contact', field]}
          label={say(field)}
          className={field === 'street' ? (styles.wide ?? '') : ''}
          rules={needed.includes(field) ? [{ required: true, whitespace: true, message: say('required') }] : []}
        >
          {field === 'country' ? (
            <CountrySelect />
          ) : (
            <Input
              maxLength={contactLengths[field]}
              autoComplete="off"
              autoFocus={field === 'name'}
              inputMode={field === 'phone' ? 'tel' : field === 'email' ? 'email' : 'text'}
            />
          )}
        </Form.Item>
      ))}
    </div>
  )
}
