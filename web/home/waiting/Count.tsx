import { useDevice } from '../../platform/device.ts'

/** How many: `1,000+` where there are more than were counted. */
export function Count({ count, more }: { count: number; more: boolean }) {
  const { language } = useDevice()
  return (
    <span className="figure">
      {new Intl.NumberFormat(language).format(count)}
      {more && '+'}
    </span>
  )
}
