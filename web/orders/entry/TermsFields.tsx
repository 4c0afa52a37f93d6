import { DatePicker, Input, Select } from 'antd'
import dayjs from 'dayjs'
import { paymentTerms } from '../../../src/orders/order.ts'
import { currencies } from '../../../src/platform/money.ts'
import { businessDay, systemClock } from '../../../src/platform/time.ts'
import { useMerchant } from '../../platform/session.ts'
import { Field } from '../../platform/ui/Field.tsx'
import styles from './entry.module.css'
import type { Entry } from './entry.ts'
import { useOwnChannels } from './lookups.ts'
import { useEntryWords } from './words.ts'

type Editing = {
  entry: Entry
  set: (fields: Partial<Entry>) => void
  faults: ReadonlyMap<string, string>
  currency: string
}

/** By which channel the order came, how it is paid, and what else is said of it. */
export function TermsFields(editing: Editing) {
  const say = useEntryWords()
  const { entry, set, faults, currency } = editing
  const channels = useOwnChannels()
  return (
    <div className={styles.terms}>
      <Field label={say('channel')} place="channel" fault={faults.get('channel')}>
        {(props) => (
          <Select
            {...props}
            {...(entry.channel !== undefined && { value: entry.channel })}
            options={(channels ?? []).map(({ code, name }) => ({ value: code, label: name }))}
            onChange={(channel: string) => set({ channel })}
          />
        )}
      </Field>
      <Field label={say('payment')} place="payment" fault={faults.get('payment')}>
        {(props) => (
          <Select
            {...props}
            value={entry.paymentTerms ?? 'prepaid'}
            options={paymentTerms.map((terms) => ({ value: terms, label: say(`terms_${terms}`) }))}
            onChange={(terms) => set({ paymentTerms: terms })}
          />
        )}
      </Field>
      <AmountField {...editing} field="shipping" />
      <AmountField {...editing} field="discount" />
      <DayField {...editing} />
      <Field label={say('currency')} place="currency" fault={faults.get('currency')}>
        {(props) => (
          <Select
            {...props}
            showSearch
            value={currency}
            options={currencies.map((code) => ({ value: code, label: code }))}
            onChange={(code: string) => set({ currency: code })}
          />
        )}
      </Field>
      <NoteField {...editing} />
    </div>
  )
}

function AmountField({ entry, set, faults, currency, field }: Editing & { field: 'shipping' | 'discount' }) {
  const say = useEntryWords()
  return (
    <Field label={say(field)} place={field} fault={faults.get(field)}>
      {(props) => (
        <Input
          {...props}
          className="figure"
          value={entry[field] ?? ''}
          placeholder="0"
          inputMode="decimal"
          autoComplete="off"
          suffix={currency}
          onChange={(event) => set({ [field]: event.target.value })}
        />
      )}
    </Field>
  )
}

function DayField({ entry, set, faults }: Editing) {
  const say = useEntryWords()
  const timeZone = useMerchant()?.timeZone
  return (
    <Field label={say('delivery_day')} place="requestedDeliveryOn" fault={faults.get('requestedDeliveryOn')}>
      {(props) => (
        <DatePicker
          {...props}
          className={styles.day ?? ''}
          placement="topLeft"
          {...(timeZone !== undefined && { minDate: dayjs(businessDay(systemClock(), timeZone)) })}
          value={entry.requestedDeliveryOn ? dayjs(entry.requestedDeliveryOn) : null}
          onChange={(day) => set({ requestedDeliveryOn: day?.format('YYYY-MM-DD') ?? '' })}
        />
      )}
    </Field>
  )
}

function NoteField({ entry, set, faults }: Editing) {
  const say = useEntryWords()
  return (
    <Field label={say('note')} place="note" fault={faults.get('note')} hint={say('note_says')} className={styles.note}>
      {(props) => (
        <Input.TextArea
          {...props}
          autoSize={{ minRows: 1, maxRows: 5 }}
          value={entry.note ?? ''}
          maxLength={2000}
          onChange={(event) => set({ note: event.target.value })}
        />
      )}
    </Field>
  )
}
