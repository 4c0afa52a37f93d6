import { DatePicker, Input, Select } from 'antd'
import type { Dayjs } from 'dayjs'
import { useTranslation } from 'react-i18next'
import { oneOf, useSetView, useView } from '../platform/search.ts'
import { useMay } from '../platform/session.ts'
import { clockAt, momentAt, useZone } from '../platform/zone-clock.ts'
import { ActorSelect } from './ActorSelect.tsx'
import styles from './audit.module.css'
import { auditObjects } from './audit-objects.ts'
import { ObjectSelect } from './ObjectSelect.tsx'
import { useAuditWords } from './words.ts'

/** What the entries are searched by: what was done, by whom, to what, when, from where. */
export function AuditFilter() {
  const say = useAuditWords()
  const { t } = useTranslation('audit')
  const view = useView()
  const setView = useSetView()
  const may = useMay()
  const [type, from, before] = [oneOf(view.type), oneOf(view.from), oneOf(view.before)]
  const zone = useZone()
  // The days are the shop's, as the entries' moments are.
  const startOf = (day: Dayjs | null | undefined) =>
    day == null ? undefined : momentAt(day.startOf('day'), zone).toISOString()
  const kinds = auditObjects.map((value) => ({ value, label: t(`object_${value}`) }))
  const shown =
    type === undefined || kinds.some(({ value }) => value === type) ? kinds : [...kinds, { value: type, label: type }]
  const field = (name: 'objectId' | 'origin') => (
    <Input.Search
      key={oneOf(view[name]) ?? ''}
      allowClear
      aria-label={say(`filter_${name}`)}
      placeholder={say(`filter_${name}`)}
      defaultValue={oneOf(view[name]) ?? ''}
      maxLength={100}
      onSearch={(text) => setView({ [name]: text.trim() })}
    />
  )
  return (
    <search className={styles.filter} aria-label={say('filter')}>
      <Select
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        aria-label={say('filter_type')}
        placeholder={say('filter_type')}
        value={type ?? null}
        onChange={(chosen: string | null) => setView({ type: chosen ?? undefined })}
        options={shown}
      />
      <ActorSelect actor={oneOf(view.actor)} onChoose={(actor) => setView({ actor })} />
      {may('search.use') ? (
        <ObjectSelect objectId={oneOf(view.objectId)} onChoose={(objectId) => setView({ objectId })} />
      ) : (
        field('objectId')
      )}
      {field('origin')}
      <DatePicker.RangePicker
        allowEmpty={[true, true]}
        aria-label={say('filter_time')}
        value={[
          from === undefined ? null : clockAt(from, zone),
          before === undefined ? null : clockAt(before, zone).subtract(1, 'day'),
        ]}
        onChange={(range) => setView({ from: startOf(range?.[0]), before: startOf(range?.[1]?.add(1, 'day')) })}
      />
    </search>
  )
}
