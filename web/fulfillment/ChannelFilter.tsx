import { Select } from 'antd'
import { oneOf, useSetView, useView } from '../platform/search.ts'
import { useChannels } from '../settings/use-channels.ts'
import { useWorkWords } from './words.ts'
import styles from './work.module.css'

/** Shows work of one channel's orders only, to who may read which channels there are. */
export function ChannelFilter() {
  const say = useWorkWords()
  const setView = useSetView()
  const channel = oneOf(useView().channel)
  const channels = useChannels()
  if (channels.length < 2) return null
  return (
    <Select
      allowClear
      aria-label={say('filter_channel')}
      placeholder={say('all_channels')}
      value={channel ?? null}
      onChange={(chosen) => setView({ channel: chosen })}
      options={channels.map(({ code, name }) => ({ value: code, label: name }))}
      className={`${styles.filter} ${styles.chip}`}
    />
  )
}
