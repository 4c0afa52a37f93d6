import { businessDay, systemClock } from '../../../src/platform/time.ts'
import { useDevice } from '../device.ts'
import { useMerchant } from '../session.ts'

/** A moment in the shop's zone; the whole of it on hovering. */
export function Moment({ at, show = 'minute' }: { at: string | null; show?: 'minute' | 'day' | 'second' }) {
  const { language } = useDevice()
  const zone = useMerchant()?.timeZone
  if (at === null) return <>–</>
  return (
    <time dateTime={at} title={writeMoment(at, { language, zone, show: 'second' })} className="figure">
      {writeMoment(at, { language, zone, show })}
    </time>
  )
}

/** Writes a moment: of this year without the year. */
export function writeMoment(
  at: string,
  { language, zone, show }: { language: string; zone: string | undefined; show: 'minute' | 'day' | 'second' },
): string {
  const moment = new Date(at)
  const hasYear = show === 'second' || yearOf(moment, zone) !== yearOf(systemClock(), zone)
  return formatOf(`${language} ${zone} ${show} ${hasYear}`, () => [
    language,
    {
      ...(zone !== undefined && { timeZone: zone }),
      ...(hasYear && { year: 'numeric' }),
      ...{ month: '2-digit', day: '2-digit' },
      ...(show !== 'day' && { hour: '2-digit', minute: '2-digit', hour12: false }),
      ...(show === 'second' && { second: '2-digit' }),
    },
  ]).format(moment)
}

/** The year that it is in the zone. */
function yearOf(moment: Date, zone: string | undefined): number {
  return zone === undefined ? moment.getFullYear() : Number(businessDay(moment, zone).slice(0, 4))
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** To make a format costs far more than to use it, and a list writes hundreds of moments. */
function formatOf(key: string, options: () => ConstructorParameters<typeof Intl.DateTimeFormat>): Intl.DateTimeFormat {
  const known = formats.get(key)
  if (known !== undefined) return known
  const made = new Intl.DateTimeFormat(...options())
  formats.set(key, made)
  return made
}
