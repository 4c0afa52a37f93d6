import { Alert, App, Button } from 'antd'
import { usePlatformWords } from '../../platform/words.ts'
import styles from './orders.module.css'
import { useOrderListWords } from './words.ts'

const mostShown = 20

/** What came of numbers that were looked up: how many orders, and which numbers are of none. */
export function FoundNumbers({
  found,
  missing,
  isKept,
  onLeave,
}: {
  found: number
  missing: readonly string[]
  isKept: boolean
  onLeave: () => void
}) {
  const say = useOrderListWords()
  const sayPlatform = usePlatformWords()
  const { message } = App.useApp()
  const copy = () =>
    void navigator.clipboard.writeText(missing.join('\n')).then(() => message.success(sayPlatform('copied')))
  return (
    <section className={styles.found} aria-live="polite">
      <Button onClick={onLeave}>{say('numbers_leave')}</Button>
      <span>{isKept ? say('numbers_found', { count: found }) : say('numbers_gone')}</span>
      {missing.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={say('numbers_missing', { count: missing.length })}
          description={`${missing.slice(0, mostShown).join(', ')}${missing.length > mostShown ? ' …' : ''}`}
          action={
            <Button size="small" onClick={copy}>
              {say('numbers_copy')}
            </Button>
          }
        />
      )}
    </section>
  )
}
