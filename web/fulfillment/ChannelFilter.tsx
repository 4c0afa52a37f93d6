import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import type { listChannelsContract } from '../../src/orders/settings-contract.ts'
import { call } from '../platform/call.ts'
import { oneOf, useSetView, useView } from '../platform/search.ts'
import { useMay } from '../platform/session.ts'
import { useWorkWords } from './words.ts'
import styles from './work.module.css'

/** Shows work of one channel's orders only, to who may read which channels there are. */
export function ChannelFilter() {
  const say = useWorkWords()
  const may = useMay()
  const setView = useSetView()
  const channel = oneOf(useView().channel)
  const { data } = useQuery({
    queryKey: ['/channels'],
    queryFn: () => call<typeof listChannelsContract>('GET', '/channels'),
    enabled: may('settings.read'),
    staleTime: 5 * 60_000,
  })
  if (data === undefined || data.items.length < 2) return null
  return (
    <Select
      allowClear
      aria-label={say('filter_channel')}
      placeholder={say('all_channels')}
      value={channel ?? null}
      onChange={(chosen) => setView({ channel: chosen })}
      options={data.items.map(({ code, name }) => ({ value: code, label: name }))}
      className={`${styles.filter} ${styles.chip}`}
    />
  )
}
