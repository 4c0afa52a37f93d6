import { businessDay, dayMs, systemClock } from '../../../src/platform/time.ts'
import { useDevice } from '../device.ts'
import { useMerchant } from '../session.ts'
import { usePlatformWords } from '../words.ts'
import { writeMoment } from './Moment.tsx'
import { StatusTag } from './StatusTag.tsx'

/** A day by which something is due; while it is `isOpen`, that it is today, or how many days late. */
export function DueDay({ on, isOpen }: { on: string; isOpen: boolean }) {
  const say = usePlatformWords()
  const { language } = useDevice()
  const zone = useMerchant()?.timeZone
  const day = (
    <time dateTime={on} className="figure">
      {writeMoment(`${on}T00:00:00Z`, { language, zone: 'UTC', show: 'day' })}
    </time>
  )
  if (!isOpen || zone === undefined) return day
  const late = Math.round((Date.parse(businessDay(systemClock(), zone)) - Date.parse(on)) / dayMs)
  if (late < 0) return day
  return (
    <>
      {day}{' '}
      <StatusTag tone={late > 0 ? 'danger' : 'warning'}>
        {late > 0 ? say('due_late', { count: late }) : say('due_today')}
      </StatusTag>
    </>
  )
}
