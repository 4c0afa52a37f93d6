import { App, Button, Dropdown, Modal } from 'antd'
import { useState } from 'react'
import type {
  setChannelPresetContract,
  setCustomerPresetContract,
  setOwnPresetContract,
} from '../../../src/orders/entry/contract.ts'
import type { OrderPreset, PresetKind } from '../../../src/orders/entry/order-preset.ts'
import { systemClock } from '../../../src/platform/time.ts'
import { call } from '../../platform/call.ts'
import { useDevice } from '../../platform/device.ts'
import { queryClient } from '../../platform/query.ts'
import { useMay, useMerchant } from '../../platform/session.ts'
import { writeMoney } from '../../platform/ui/Money.tsx'
import { useProblemWords } from '../../platform/use-problem-words.ts'
import { usePlatformWords } from '../../platform/words.ts'
import styles from './entry.module.css'
import type { Entry } from './entry.ts'
import { useOwnChannels, usePresets } from './lookups.ts'
import { presetOf } from './preset-of.ts'
import { useEntryWords } from './words.ts'

/** What is chosen here becomes the beginning of other orders: one's own, of a channel, or for a customer. */
export function PresetMenu({ entry, currency }: { entry: Entry; currency: string }) {
  const say = useEntryWords()
  const [kind, setKind] = useState<PresetKind>()
  const whose = useWhose(entry)
  return (
    <div className={styles.contactFoot}>
      <Dropdown
        trigger={['click']}
        menu={{
          items: whose.map(({ kind, title, reason }) => ({
            key: kind,
            label: reason === undefined ? title : `${title} · ${reason}`,
            disabled: reason !== undefined,
          })),
          onClick: ({ key }) => setKind(key as PresetKind),
        }}
      >
        <Button size="small">{say('preset_title')}…</Button>
      </Dropdown>
      {kind !== undefined && (
        <PresetDialog
          {...{ entry, currency, kind }}
          title={whose.find((each) => each.kind === kind)?.title ?? ''}
          onClose={() => setKind(undefined)}
        />
      )}
    </div>
  )
}

/** Whose beginning it may become, and why not. */
function useWhose({ channel, customerId }: Entry): { kind: PresetKind; title: string; reason: string | undefined }[] {
  const say = useEntryWords()
  const may = useMay()
  const name = useOwnChannels()?.find(({ code }) => code === channel)?.name
  const needs = (permission: string) => (may(permission) ? undefined : say('preset_no_right', { permission }))
  return [
    { kind: 'person', title: say('preset_person'), reason: undefined },
    {
      kind: 'channel',
      title: say('preset_channel', { channel: name ?? '–' }),
      reason: name === undefined ? say('preset_no_channel') : needs('settings.write'),
    },
    {
      kind: 'customer',
      title: say('preset_customer'),
      reason: customerId === undefined ? say('preset_no_customer') : needs('customers.write'),
    },
  ]
}

function PresetDialog({
  entry,
  currency,
  kind,
  title,
  onClose,
}: {
  entry: Entry
  currency: string
  kind: PresetKind
  title: string
  onClose: () => void
}) {
  const say = useEntryWords()
  const sayAll = usePlatformWords()
  const tell = useProblemWords()
  const { message } = App.useApp()
  const timeZone = useMerchant()?.timeZone ?? 'Asia/Shanghai'
  const version = usePresets(entry.channel, entry.customerId)?.presets[kind]?.version ?? 0
  const { channel, ...others } = presetOf(entry, { currency, timeZone, now: systemClock() })
  const preset = kind === 'channel' || channel === undefined ? others : { ...others, channel }
  const rows = usePresetRows(preset, currency)
  const save = async (wanted: OrderPreset, done: string) => {
    try {
      await setPreset({ kind, entry, version }, wanted)
      void queryClient.invalidateQueries({ queryKey: ['/order-presets'] })
      void message.success(done)
      onClose()
    } catch (error) {
      void message.error(tell(error).text)
    }
  }
  return (
    <Modal
      open
      title={title}
      onCancel={onClose}
      footer={[
        <Button key="clear" disabled={version === 0} onClick={() => void save({}, say('preset_cleared'))}>
          {say('preset_clear')}
        </Button>,
        <Button
          key="save"
          type="primary"
          disabled={rows.length === 0}
          onClick={() => void save(preset, say('preset_set'))}
        >
          {sayAll('save')}
        </Button>,
      ]}
    >
      <p className={styles.quiet}>{say('preset_says')}</p>
      {rows.length === 0 ? (
        <p>{say('preset_nothing')}</p>
      ) : (
        <dl className={styles.sums}>
          {rows.map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </Modal>
  )
}

function usePresetRows(preset: OrderPreset, currency: string): (readonly [string, string])[] {
  const say = useEntryWords()
  const { language } = useDevice()
  const channels = useOwnChannels()
  const { channel, paymentTerms, shipping, deliveryInDays, note, keepCustomer } = preset
  const rows: (readonly [string, string | undefined])[] = [
    [say('channel'), channels?.find(({ code }) => code === channel)?.name],
    [say('payment'), paymentTerms && say(`terms_${paymentTerms}`)],
    [say('shipping'), shipping === undefined ? undefined : writeMoney(shipping, currency, language)],
    [say('delivery_day'), deliveryInDays === undefined ? undefined : say('preset_days', { count: deliveryInDays })],
    [say('currency'), preset.currency],
    [say('note'), note],
    [say('keep_customer'), keepCustomer === true ? '✓' : undefined],
  ]
  return rows.flatMap(([label, value]) => (value === undefined ? [] : [[label, value] as const]))
}

function setPreset(
  { kind, entry, version }: { kind: PresetKind; entry: Entry; version: number },
  preset: OrderPreset,
): Promise<unknown> {
  const options = { version }
  if (kind === 'person') return call<typeof setOwnPresetContract>('PUT', '/order-presets/own', { preset }, options)
  if (kind === 'channel') {
    const path = `/channels/${entry.channel}/order-preset`
    return call<typeof setChannelPresetContract>('PUT', path, { preset }, options)
  }
  const path = `/customers/${entry.customerId}/order-preset`
  return call<typeof setCustomerPresetContract>('PUT', path, { preset }, options)
}
