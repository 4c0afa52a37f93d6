import { Input } from 'antd'
import type { Doubt } from '../../../src/orders/entry/parsed-address.ts'
import { CountrySelect } from '../../platform/ui/CountrySelect.tsx'
import { Field } from '../../platform/ui/Field.tsx'
import styles from './entry.module.css'
import { useEntryWords } from './words.ts'

/** The parts that are seldom needed. */
export const moreParts = ['company', 'email', 'postcode'] as const

/** A part of the address that is typed. */
export type TextPart = 'name' | 'phone' | 'province' | 'city' | 'district' | 'street' | (typeof moreParts)[number]

/** One part of the address, with what is wrong or doubtful about it. */
export function ContactPart({
  part,
  value,
  doubt,
  fault,
  onText,
  onPasteText,
}: {
  part: TextPart
  value: string
  doubt: Doubt | undefined
  fault: string | undefined
  onText: (text: string) => void
  /** Takes a whole address that was pasted here. */
  onPasteText: (text: string) => boolean
}) {
  const say = useEntryWords()
  const isDoubtful = doubt !== undefined && fault === undefined
  return (
    <Field
      label={say(part)}
      place={`contact.${part}`}
      className={`${styles[part] ?? ''} ${isDoubtful ? styles.doubtful : ''}`}
      fault={fault}
      hint={doubt && say(`doubt_${doubt}`)}
    >
      {(props) => (
        <Input
          {...props}
          {...(isDoubtful && { status: 'warning' as const })}
          value={value}
          autoComplete="off"
          {...(part === 'phone' && { inputMode: 'tel' as const })}
          onChange={(event) => onText(event.target.value)}
          onPaste={(event) => {
            if (onPasteText(event.clipboardData.getData('text'))) event.preventDefault()
          }}
        />
      )}
    </Field>
  )
}

/** The country, by its name in the language of the screens. */
export function CountryPart({
  value,
  fault,
  onChange,
}: {
  value: string
  fault: string | undefined
  onChange: (country: string) => void
}) {
  const say = useEntryWords()
  return (
    <Field label={say('country')} place="contact.country" fault={fault}>
      {(props) => <CountrySelect {...props} value={value} onChange={onChange} />}
    </Field>
  )
}
