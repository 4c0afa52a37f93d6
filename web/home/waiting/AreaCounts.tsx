import { useDevice } from '../../platform/device.ts'
import { usePlatformWords } from '../../platform/words.ts'
import { useWaiting } from './use-waiting.ts'
import styles from './waiting.module.css'

/** For the menu: how much waits among the orders. An order that waits for two things is two. */
export function OrdersWaiting() {
  return <AreaCount rows={useWaiting()?.orders ?? []} />
}

/** For the menu: how many events nobody could handle. */
export function FailuresWaiting() {
  const failed = useWaiting()?.deadLetters
  return <AreaCount rows={failed ? [failed] : []} />
}

function AreaCount({ rows }: { rows: readonly { count: number; more: boolean }[] }) {
  const say = usePlatformWords()
  const { language } = useDevice()
  const count = rows.reduce((sum, row) => sum + row.count, 0)
  if (count === 0) return null
  const text = `${new Intl.NumberFormat(language).format(count)}${rows.some(({ more }) => more) ? '+' : ''}`
  return (
    <span className={`${styles.areaCount} figure`} title={say('waiting_count', { count: text })}>
      {text}
    </span>
  )
}
