import { useQueryClient } from '@tanstack/react-query'
import { App, AutoComplete, Button, Form, Input, InputNumber } from 'antd'
import { useState } from 'react'
import type { createLabelContract } from '../../src/fulfillment/contract.ts'
import type { listCarriersContract } from '../../src/fulfillment/shipments/contract.ts'
import { paths } from '../paths.ts'
import { call } from '../platform/call.ts'
import { enqueue } from '../platform/outbox/outbox.ts'
import { useKeptQuery } from '../platform/outbox/use-kept-query.ts'
import { useSignals } from '../platform/scan/use-signals.ts'
import { useStrayScans } from '../platform/scan/use-stray-scans.ts'
import { useMay } from '../platform/session.ts'
import { ActionButton } from '../platform/ui/ActionButton.tsx'
import { useGo } from '../platform/ui/PageLink.tsx'
import { useProblemWords } from '../platform/use-problem-words.ts'
import { type Room, roomForParcel } from './parcel-room.ts'
import { useWorkWords } from './words.ts'
import styles from './work.module.css'
import type { Work } from './work.ts'

type ParcelForm = { carrier: string; trackingNumber: string; weightGrams?: number | null }

const carrierKey = 'yidan-carrier'

/** One parcel: carrier, tracking number, weight and what is in it; it leaves at once, or has its label first. */
export function ShipStage({ work }: { work: Work }) {
  const say = useWorkWords()
  const go = useGo()
  const rooms = roomForParcel(work)
  if (rooms.length === 0) {
    const isDone = work.status === 'closed' && work.lines.every(({ packed, shipped }) => packed === shipped)
    return (
      <div className={styles.over}>
        <span>{isDone ? `✓ ${say('nothing_to_ship')}` : say('nothing_picked_yet')}</span>
        {isDone && (
          <Button
            type="primary"
            size="large"
            className={styles.target ?? ''}
            onClick={() => go(paths.warehouse('?queue=ship'))}
          >
            {say('to_next')}
          </Button>
        )}
      </div>
    )
  }
  // What may be packed changes with each parcel: the form begins anew.
  return <ParcelEntry key={rooms.map(({ lineNumber, most }) => `${lineNumber}:${most}`).join()} {...{ work, rooms }} />
}

function ParcelEntry({ work, rooms }: { work: Work; rooms: Room[] }) {
  const say = useWorkWords()
  const may = useMay()
  const [form] = Form.useForm<ParcelForm>()
  const [counts, setCounts] = useState(() => new Map(rooms.map(({ lineNumber, most }) => [lineNumber, most])))
  const { data } = useKeptQuery<typeof listCarriersContract>('/shipments/carriers')
  // What is scanned here is the waybill, whichever field has the focus.
  const catchScan = useStrayScans((code) => form.setFieldValue('trackingNumber', code))
  const { ship, label } = useParcelActions(work, rooms, counts)
  const units = [...counts.values()].reduce((sum, count) => sum + count, 0)
  const reason = may('fulfillment.work') ? undefined : say('no_permission_work')
  return (
    <Form<ParcelForm>
      form={form}
      layout="vertical"
      className={styles.parcel ?? ''}
      onKeyDownCapture={catchScan}
      onFinish={(parcel) => void ship(parcel)}
      initialValues={{ carrier: localStorage.getItem(carrierKey) ?? '', trackingNumber: '' }}
      aria-label={say('ship_new')}
    >
      <Form.Item
        name="carrier"
        label={say('carrier')}
        rules={[{ required: true, whitespace: true, message: say('carrier_needed') }]}
      >
        <AutoComplete
          size="large"
          options={(data?.carriers ?? []).map((value) => ({ value }))}
          showSearch={{
            filterOption: (typed, option) => (option?.value ?? '').toLowerCase().includes(typed.toLowerCase()),
          }}
        />
      </Form.Item>
      <Form.Item
        name="trackingNumber"
        label={say('tracking')}
        rules={[{ required: true, whitespace: true, message: say('tracking_needed') }]}
      >
        <Input size="large" autoFocus autoComplete="off" onPressEnter={(event) => event.preventDefault()} />
      </Form.Item>
      <Form.Item name="weightGrams" label={say('weight')}>
        <InputNumber size="large" min={1} max={100_000_000} precision={0} className={styles.quantity ?? ''} />
      </Form.Item>
      <Contents rooms={rooms} counts={counts} onChange={setCounts} />
      <div className={styles.actions}>
        <ActionButton
          type="primary"
          size="large"
          htmlType="submit"
          className={styles.target ?? ''}
          reason={reason}
          disabled={units === 0}
        >
          {say('ship_button', { count: units })}
        </ActionButton>
        {reason === undefined && (
          <Button
            size="large"
            className={styles.target ?? ''}
            disabled={units === 0}
            onClick={() => void form.validateFields().then(label, () => undefined)}
          >
            {say('label_button')}
          </Button>
        )}
      </div>
    </Form>
  )
}

/** What lies in the parcel: all that may, or less. */
function Contents({
  rooms,
  counts,
  onChange,
}: {
  rooms: Room[]
  counts: ReadonlyMap<number, number>
  onChange: (counts: Map<number, number>) => void
}) {
  const say = useWorkWords()
  return (
    <fieldset className={styles.contents}>
      <legend>{say('parcel_lines')}</legend>
      {rooms.map(({ lineNumber, sku, name, most }) => (
        <div key={lineNumber} className={styles.content}>
          <span>
            {name} <span className={styles.code}>{sku}</span>
          </span>
          <InputNumber
            min={0}
            max={most}
            precision={0}
            value={counts.get(lineNumber) ?? 0}
            onChange={(count) => onChange(new Map(counts).set(lineNumber, count ?? 0))}
            aria-label={`${sku} ${say('type_label')}`}
          />
        </div>
      ))}
    </fieldset>
  )
}

function useParcelActions(work: Work, rooms: Room[], counts: ReadonlyMap<number, number>) {
  const say = useWorkWords()
  const tell = useProblemWords()
  const client = useQueryClient()
  const signals = useSignals()
  const { message } = App.useApp()
  const path = `/fulfillment-orders/${work.id}`
  const bodyOf = ({ carrier, trackingNumber, weightGrams }: ParcelForm) => ({
    carrier: carrier.trim(),
    trackingNumber: trackingNumber.trim(),
    ...(weightGrams && { weightGrams }),
    lines: rooms
      .map(({ lineNumber }) => ({ lineNumber, quantity: counts.get(lineNumber) ?? 0 }))
      .filter(({ quantity }) => quantity > 0),
  })
  return {
    ship: async (parcel: ParcelForm) => {
      const body = bodyOf(parcel)
      localStorage.setItem(carrierKey, body.carrier)
      const named = { carrier: body.carrier, number: body.trackingNumber }
      await enqueue({ subject: work.id, label: say('label_ship', named), path: `${path}/shipments`, body })
      signals.tell('right', say('stage_ship'))
      void message.success(say('ship_queued', named))
    },
    label: async (parcel: ParcelForm) => {
      const body = bodyOf(parcel)
      try {
        await call<typeof createLabelContract>('POST', `${path}/labels`, body)
        localStorage.setItem(carrierKey, body.carrier)
        void message.success(say('label_made', { carrier: body.carrier, number: body.trackingNumber }))
        await client.invalidateQueries({ queryKey: [path] })
      } catch (error) {
        void message.error(tell(error).text)
      }
    },
  }
}
