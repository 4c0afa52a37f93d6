import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { beginLive, openLiveNow } from '../platform/live/live.ts'
import { useLiveState } from '../platform/live/use-live.ts'
import { Moment } from '../platform/ui/Moment.tsx'
import styles from './live-notice.module.css'
import { useAppWords } from './words.ts'

/** A blink of the network is nobody's concern. */
const quietForMs = 2000
const backForMs = 4000

/** Keeps the stream of changes open, and says when the server is not reached, since when, and when it is there again. */
export function LiveNotice() {
  const say = useAppWords()
  const { is, since } = useLiveState()
  const [shown, setShown] = useState<'nothing' | 'lost' | 'back'>('nothing')
  useEffect(beginLive, [])
  useEffect(() => {
    const showAfter = (what: typeof shown, ms: number) => {
      const timer = setTimeout(() => setShown(what), ms)
      return () => clearTimeout(timer)
    }
    if (is === 'lost') return showAfter('lost', quietForMs)
    if (shown === 'lost' && is === 'live') setShown('back')
    return shown === 'back' ? showAfter('nothing', backForMs) : undefined
  }, [is, shown])
  return (
    <div role="status" className={styles.place}>
      {shown === 'lost' && (
        <div className={`${styles.notice} ${styles.lost}`}>
          <strong>{say('live_lost')}</strong>
          <span>
            {say('live_lost_says')} <Moment at={since.toISOString()} show="second" />
          </span>
          <Button size="small" onClick={openLiveNow}>
            {say('live_try')}
          </Button>
        </div>
      )}
      {shown === 'back' && <div className={`${styles.notice} ${styles.back}`}>{say('live_back')}</div>}
    </div>
  )
}
