import dayjs, { type Dayjs } from 'dayjs'
import { businessDay, localMinutes, momentOf } from '../../src/platform/time.ts'
import { useMerchant } from './session.ts'

const minutesOfHour = 60

/** The zone in which moments are shown and picked: the shop's; the machine's for who may not read what the shop is. */
export function useZone(): string {
  const machine = Intl.DateTimeFormat().resolvedOptions().timeZone
  return useMerchant()?.timeZone ?? machine
}

/** What the clocks of a zone show at a moment, to the minute, for a picker to show: a picker knows the machine's zone alone. */
export function clockAt(moment: string | Date, zone: string): Dayjs {
  const at = new Date(moment)
  const minutes = localMinutes(at, zone)
  return dayjs(businessDay(at, zone))
    .hour(Math.floor(minutes / minutesOfHour))
    .minute(minutes % minutesOfHour)
}

/** The moment at which the clocks of a zone show what a picker shows. */
export function momentAt(shown: Dayjs, zone: string): Date {
  return momentOf(shown.format('YYYY-MM-DD'), shown.hour() * minutesOfHour + shown.minute(), zone)
}
