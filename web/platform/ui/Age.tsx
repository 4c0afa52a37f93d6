import { useDevice } from '../device.ts'
import { useMerchant } from '../session.ts'
import { writeMoment } from './Moment.tsx'

/** How long something waits, as of a moment; the moment since when on hovering. */
export function Age({ since, at }: { since: string; at: string }) {
  const { language } = useDevice()
  const zone = useMerchant()?.timeZone
  return (
    <time dateTime={since} title={writeMoment(since, { language, zone, show: 'second' })} className="figure">
      {writeAge(since, at, language)}
    </time>
  )
}

const units = [
  ['day', 24 * 60],
  ['hour', 60],
  ['minute', 1],
] as const

/** How long it is from one moment to another, in the largest unit of which there is a whole one; a minute at the least. */
export function writeAge(since: string, at: string, language: string): string {
  const minutes = Math.max(1, Math.floor((Date.parse(at) - Date.parse(since)) / 60_000))
  const [unit, size] = units.find(([, length]) => minutes >= length) ?? ['minute', 1]
  const format = new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' })
  return format.format(Math.floor(minutes / size))
}
