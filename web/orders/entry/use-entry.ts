import { useEffect, useRef, useState } from 'react'
import { systemClock } from '../../../src/platform/time.ts'
import { useMerchant } from '../../platform/session.ts'
import { decidedFields, type Entry, type PresetField, presetFields, presetTexts, withPreset } from './entry.ts'
import { useOwnChannels, usePresets } from './lookups.ts'

/** The form and how it changes. */
export type EntryState = {
  entry: Entry
  /** Changes it; what comes quickly one after the other (scans) is seen by the next at once. */
  update: (change: (entry: Entry) => Entry) => Entry
  /** Changes fields by hand: presets leave them alone from now on. */
  set: (fields: Partial<Entry>) => void
  currency: string
}

/** Holds the form, filled by presets as far as nobody has typed. */
export function useEntry(initial: Entry): EntryState {
  const [entry, setEntry] = useState(initial)
  const touched = useRef<Set<PresetField>>(new Set(decidedFields(initial)))
  const latest = useRef(entry)
  const update = (change: (entry: Entry) => Entry) => {
    latest.current = change(latest.current)
    setEntry(latest.current)
    return latest.current
  }
  const merchant = useMerchant()
  const currency = entry.currency || merchant?.currency || 'CNY'
  usePresetTexts(entry, (texts) => update((before) => withPreset(before, texts, touched.current)))
  return {
    ...{ entry, update, currency },
    set: (fields) => {
      for (const field of presetFields) if (field in fields) touched.current.add(field)
      update((before) => ({ ...before, ...fields }))
    },
  }
}

function usePresetTexts({ channel, customerId }: Entry, fill: (texts: ReturnType<typeof presetTexts>) => void): void {
  const merchant = useMerchant()
  const channels = useOwnChannels()
  const presets = usePresets(channel, customerId)
  const act = useRef(fill)
  act.current = fill
  useEffect(() => {
    if (merchant === undefined || presets === undefined || channels === undefined) return
    const { currency, timeZone } = merchant
    // Who writes orders mostly has somebody on the telephone; where there is one channel only it is that.
    const usual = channels.length === 1 ? channels[0] : channels.find(({ source }) => source === 'phone')
    const texts = presetTexts(presets.values, { currency, timeZone, now: systemClock() })
    act.current({ ...(usual !== undefined && { channel: usual.code }), ...texts })
  }, [merchant, channels, presets])
}
