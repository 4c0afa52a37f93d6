import { EnvironmentOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import type { listLocationsContract } from '../../src/locations/contract.ts'
import { call } from '../platform/call.ts'
import { setDevice, useDevice, useIsNarrow } from '../platform/device.ts'
import { useMay } from '../platform/session.ts'
import { useAppWords } from './words.ts'

const most = 200

/** The place that somebody works for: lists that know places show this one first. */
export function LocationSwitch() {
  const say = useAppWords()
  const may = useMay()
  const { locationId } = useDevice()
  const isNarrow = useIsNarrow()
  const { data } = useQuery({
    queryKey: ['/locations', 'switch'],
    queryFn: () => call<typeof listLocationsContract>('GET', `/locations?limit=${most}`),
    enabled: may('locations.read'),
    staleTime: 60_000,
  })
  const places = data?.items ?? []
  if (places.length < 2) return null
  return (
    <Select
      aria-label={say('location_switch')}
      variant="borderless"
      prefix={<EnvironmentOutlined />}
      style={isNarrow ? { width: '100%' } : { maxWidth: 180 }}
      popupMatchSelectWidth={false}
      value={places.some(({ id }) => id === locationId) ? (locationId ?? '') : ''}
      onChange={(chosen) => setDevice({ locationId: chosen === '' ? undefined : chosen })}
      options={[
        { value: '', label: say('all_locations') },
        ...places.map(({ id, name }) => ({ value: id, label: name })),
      ]}
    />
  )
}
