import { DatePicker, Form, Input, Modal, Select } from 'antd'
import type { Dayjs } from 'dayjs'
import type { recordTrackingEventContract } from '../../../src/fulfillment/shipments/contract.ts'
import { type TrackingCode, trackingCodes } from '../../../src/fulfillment/shipments/shipment.ts'
import { systemClock } from '../../../src/platform/time.ts'
import { call } from '../../platform/call.ts'
import { usePlatformWords } from '../../platform/words.ts'
import { clockAt, momentAt, useZone } from '../../platform/zone-clock.ts'
import { useDesk } from './desk.ts'
import type { Work } from './use-order.ts'
import { useOrderPageWords } from './words.ts'

type Wish = { code: TrackingCode; occurredAt: Dayjs; place?: string; description?: string }

/** The word of what a carrier's scan says. */
export const trackWord = (code: TrackingCode) => (code === 'other' ? 'track_else' : (`track_${code}` as const))

/** Asks what the carrier said of a parcel: where no connector brings it, somebody writes it down. */
export function TrackDialog({ parcel, onClose }: { parcel: Work['shipments'][number]; onClose: () => void }) {
  const say = useOrderPageWords()
  const sayPlatform = usePlatformWords()
  const { act, isBusy } = useDesk()
  const zone = useZone()
  const [form] = Form.useForm<Wish>()
  const submit = async ({ code, occurredAt, place = '', description = '' }: Wish) => {
    const at = momentAt(occurredAt, zone).toISOString()
    const scan = { code, occurredAt: at, place: place.trim(), description: description.trim() }
    const path = `/shipments/${parcel.id}/tracking-events`
    const isDone = await act(() => call<typeof recordTrackingEventContract>('POST', path, scan), {
      says: say('done_tracked'),
    })
    if (isDone) onClose()
  }
  return (
    <Modal
      open
      title={say('track_title', { number: parcel.trackingNumber })}
      okText={say('do_track')}
      okButtonProps={{ loading: isBusy }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{ code: 'delivered', occurredAt: clockAt(systemClock(), zone) }}
        onFinish={(wish) => void submit(wish)}
      >
        <Form.Item name="code" label={say('track_code')} extra={say('track_code_says')}>
          <Select options={trackingCodes.map((code) => ({ value: code, label: say(trackWord(code)) }))} />
        </Form.Item>
        <Form.Item
          name="occurredAt"
          label={say('track_at')}
          extra={sayPlatform('zone_of', { zone })}
          rules={[{ required: true, message: say('track_at_needed') }]}
        >
          <DatePicker showTime={{ format: 'HH:mm' }} format="YYYY-MM-DD HH:mm" style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="place" label={say('track_place')}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="description" label={say('track_description')}>
          <Input maxLength={500} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
