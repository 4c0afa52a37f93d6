import { SearchOutlined } from '@ant-design/icons'
import { Button, Checkbox, DatePicker, Input, InputNumber, Radio } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { type FilterChoice, type FilterDef, type FilterValues, valuesOf } from '../../list/filters.ts'
import { usePlatformWords } from '../../words.ts'
import { clockAt, momentAt, useZone } from '../../zone-clock.ts'
import styles from './controls.module.css'

type Editor = {
  filter: FilterDef
  values: FilterValues
  onChange: (changed: FilterValues) => void
  onDone: () => void
}

/** Where one filter is set. */
export function FilterEditor(editor: Editor) {
  const { filter, values, onChange } = editor
  const [key] = filter.keys
  if (filter.kind === 'choices') return <ChoicesEditor {...editor} choices={filter.choices} />
  if (filter.kind === 'choice') {
    return (
      <Radio.Group
        className={styles.choices ?? ''}
        aria-label={filter.title}
        options={[...filter.choices]}
        value={values[key]}
        onChange={({ target }) => onChange({ [key]: String(target.value) })}
      />
    )
  }
  if (filter.kind === 'text') return <TextEditor {...editor} hint={filter.hint} />
  if (filter.kind === 'amounts') return <AmountEditor {...editor} />
  return <TimeEditor {...editor} />
}

const mostUnsearched = 12

/** Some of several choices; of more than are seen at once those are shown whose names have what was typed, and what is chosen. */
function ChoicesEditor({ filter, values, onChange, choices }: Editor & { choices: readonly FilterChoice[] }) {
  const say = usePlatformWords()
  const [typed, setTyped] = useState('')
  const [key] = filter.keys
  const chosen = valuesOf(values[key])
  const wanted = typed.trim().toLowerCase()
  const shown = choices.filter(({ value, label }) => chosen.includes(value) || label.toLowerCase().includes(wanted))
  return (
    <>
      {choices.length > mostUnsearched && (
        <Input
          allowClear
          autoFocus
          className={styles.find ?? ''}
          prefix={<SearchOutlined />}
          aria-label={say('filter_find')}
          placeholder={say('filter_find')}
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
        />
      )}
      <Checkbox.Group
        className={styles.choices ?? ''}
        aria-label={filter.title}
        options={shown}
        value={chosen}
        onChange={(now) => onChange({ [key]: now.length === 0 ? undefined : now.join(',') })}
      />
      {shown.length === 0 && <div className={styles.none}>{say('filter_none')}</div>}
    </>
  )
}

function TextEditor({ filter, values, onChange, onDone, hint }: Editor & { hint: string }) {
  const say = usePlatformWords()
  const [key] = filter.keys
  const [typed, setTyped] = useState(values[key] ?? '')
  const set = () => {
    onChange({ [key]: typed.trim() === '' ? undefined : typed.trim() })
    onDone()
  }
  return (
    <div className={styles.editor}>
      <Input
        autoFocus
        aria-label={filter.title}
        placeholder={hint}
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
        onPressEnter={(event) => !event.nativeEvent.isComposing && set()}
      />
      <Button type="primary" onClick={set}>
        {say('filter_set')}
      </Button>
    </div>
  )
}

const minorDigits = 2

/** Amounts are typed in major units and kept in minor ones. */
function AmountEditor({ filter, values, onChange }: Editor) {
  const say = usePlatformWords()
  const ends = [
    ['filter_from', filter.keys[0]],
    ['filter_to', filter.keys[1] ?? ''],
  ] as const
  return (
    <div className={styles.editor}>
      {ends.map(([word, key]) => (
        <InputNumber<string>
          key={key}
          stringMode
          min="0"
          precision={minorDigits}
          aria-label={`${filter.title} ${say(word)}`}
          placeholder={say(word)}
          {...(values[key] !== undefined && { value: inMajor(values[key]) })}
          onChange={(amount) => onChange({ [key]: amount === null ? undefined : inMinor(amount) })}
        />
      ))}
    </div>
  )
}

function inMajor(minor: string): string {
  const digits = minor.padStart(minorDigits + 1, '0')
  return `${digits.slice(0, -minorDigits)}.${digits.slice(-minorDigits)}`
}

function inMinor(major: string): string {
  const [whole = '0', part = ''] = major.split('.')
  return String(BigInt(`${whole}${part.padEnd(minorDigits, '0').slice(0, minorDigits)}`))
}

function TimeEditor({ filter, values, onChange }: Editor) {
  const [from, to = ''] = filter.keys
  const isDay = filter.kind === 'days'
  const zone = useZone()
  const say = usePlatformWords()
  const read = (key: string) => {
    const value = values[key]
    return value === undefined ? null : isDay ? dayjs(value) : clockAt(value, zone)
  }
  const write = (shown: dayjs.Dayjs | null | undefined) =>
    shown == null ? undefined : isDay ? shown.format('YYYY-MM-DD') : momentAt(shown, zone).toISOString()
  return (
    <>
      <DatePicker.RangePicker
        allowEmpty
        needConfirm={false}
        aria-label={filter.title}
        {...(!isDay && { showTime: { format: 'HH:mm' } })}
        value={[read(from), read(to)]}
        onChange={(chosen) => onChange({ [from]: write(chosen?.[0]), [to]: write(chosen?.[1]) })}
      />
      {!isDay && <div className={styles.none}>{say('zone_of', { zone })}</div>}
    </>
  )
}
