import { EnvironmentOutlined } from '@ant-design/icons'
import { Select } from 'antd'
import { usePlaces } from '../locations/use-places.ts'
import { setDevice, useDevice, useIsNarrow } from '../platform/device.ts'
import { useAppWords } from './words.ts'

/** The place that somebody works for: lists that know places show this one first. */
export function LocationSwitch() {
  const say = useAppWords()
  const { locationId } = useDevice()
  const isNarrow = useIsNarrow()
  const { places } = usePlaces()
  if (places.length < 2) return null
  return (
    <Select
      aria-label={say('location_switch')}
      variant="borderless"
      prefix={<EnvironmentOutlined />}
      style={isNarrow ? { width: '100%' } : { maxWidth: 180 }}
      popupMatchSelectWidth={false}
      placement="bottomRight"
      // Beside a long name the short ones would lie outside the window.
      styles={{ popup: { root: { maxWidth: 'min(360px, 92vw)' } } }}
      value={places.some(({ id }) => id === locationId) ? (locationId ?? '') : ''}
      onChange={(chosen) => setDevice({ locationId: chosen === '' ? undefined : chosen })}
      options={[
        { value: '', label: say('all_locations') },
        ...places.map(({ id, name }) => ({ value: id, label: name })),
      ]}
    />
  )
}
