import { usePlatformWords } from '../words.ts'
import { type Counted, writeCount } from '../write-count.ts'
import styles from './menu-count.module.css'

/** In the menu: how much waits in an area, if anything does. */
export function MenuCount({ waits }: { waits: Counted | null | undefined }) {
  const say = usePlatformWords()
  if (!waits || waits.count === 0) return null
  const text = writeCount(waits)
  return (
    <span className={`${styles.count} figure`} title={say('waiting_count', { count: text })}>
      {text}
    </span>
  )
}
