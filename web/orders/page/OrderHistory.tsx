import { Skeleton } from 'antd'
import { History } from '../../history/History.tsx'
import { useHistoryWords } from '../../history/words.ts'
import { Section } from '../../platform/ui/Section.tsx'
import { useWriteChange } from '../use-write-change.ts'
import { useDesk } from './desk.ts'
import styles from './order.module.css'
import { useOrderHistory } from './use-order.ts'

/** What happened to the order and to what belongs to it. */
export function OrderHistory() {
  const say = useHistoryWords()
  const { order } = useDesk()
  const { data } = useOrderHistory(order.id)
  const write = useWriteChange(order.currency)
  return (
    <Section title={say('history')} className={styles.noPrint ?? ''}>
      {data === undefined ? (
        <Skeleton active title={false} paragraph={{ rows: 4 }} />
      ) : (
        <History items={data.items} write={write} />
      )}
    </Section>
  )
}
