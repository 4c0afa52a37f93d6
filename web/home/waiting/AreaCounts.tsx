import { useDevice } from '../../platform/device.ts'
import { usePlatformWords } from '../../platform/words.ts'
import { useWaiting } from './use-waiting.ts'
import styles from './waiting.module.css'

/** For the menu: how many orders wait, each once however many things it waits for. */
export function OrdersWaiting() {
  return <AreaCount waits={useWaiting()?.allOrders} />
}

/** For the menu: how many events nobody could handle. */
export function FailuresWaiting() {
  return <AreaCount waits={useWaiting()?.deadLetters} />
}

function AreaCount({ waits }: { waits: { count: number; more: boolean } | null | undefined }) {
  const say = usePlatformWords()
  const { language } = useDevice()
  if (!waits || waits.count === 0) return null
  const text = `${new Intl.NumberFormat(language).format(waits.count)}${waits.more ? '+' : ''}`
  return (
    <span className={`${styles.areaCount} figure`} title={say('waiting_count', { count: text })}>
      {text}
    </span>
  )
}
