import { useQuery } from '@tanstack/react-query'
import { Button, Modal, Skeleton } from 'antd'
import { useState } from 'react'
import type { removeSampleShopContract } from '../../src/training/contract.ts'
import { type AnswerOf, call, preview } from '../platform/call.ts'
import { useMay } from '../platform/session.ts'
import { ActionButton } from '../platform/ui/ActionButton.tsx'
import { Fault } from '../platform/ui/Fault.tsx'
import { Moment } from '../platform/ui/Moment.tsx'
import { useAct } from '../platform/use-act.tsx'
import styles from './training.module.css'
import { useOnboarding } from './use-onboarding.ts'
import { useTrainingWords } from './words.ts'

type Removal = AnswerOf<typeof removeSampleShopContract>

/** The sample shop: that it is there, and the way to be rid of it. */
export function SampleShop() {
  const say = useTrainingWords()
  const may = useMay()
  const sample = useOnboarding()?.sampleShop
  const [isOpen, setOpen] = useState(false)
  if (sample === undefined || !sample.loaded) return null
  return (
    <section>
      <h2 className={styles.part}>{say('sample')}</h2>
      <p className={styles.says}>{say('sample_says')}</p>
      {sample.removedAt !== null && (
        <p>
          {say('sample_removed')} <Moment at={sample.removedAt} />
        </p>
      )}
      <ActionButton
        danger
        reason={may('training.remove_sample') ? undefined : say('sample_owner_only')}
        onClick={() => setOpen(true)}
      >
        {say(sample.removedAt === null ? 'sample_remove' : 'sample_remove_rest')}
      </ActionButton>
      {isOpen && <RemovalDialog onClose={() => setOpen(false)} />}
    </section>
  )
}

/** Shows in numbers what the removal would do, as the server works it out, and does it when it is confirmed. */
function RemovalDialog({ onClose }: { onClose: () => void }) {
  const say = useTrainingWords()
  const { act, prove, isBusy } = useAct()
  const [removed, setRemoved] = useState<Removal>()
  const foreseen = useQuery({
    queryKey: ['/sample-shop', 'removal'],
    // Whoever does not prove who they are sees nothing of it.
    queryFn: async ({ signal }) => {
      const asked = () => preview<typeof removeSampleShopContract>('DELETE', '/sample-shop', undefined, { signal })
      const answer = await prove(asked)
      if (answer === undefined) onClose()
      return answer ?? null
    },
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
  })
  const remove = async () => {
    const done = await act(() => call<typeof removeSampleShopContract>('DELETE', '/sample-shop'), {
      stale: ['onboarding', '/orders', '/products', '/locations', '/customers', '/stock'],
    })
    if (done) setRemoved(done)
  }
  const shown = removed ?? (foreseen.data?.answer as Removal | undefined)
  return (
    <Modal
      open
      title={say(removed ? 'sample_done' : 'sample_remove')}
      onCancel={onClose}
      footer={
        removed ? (
          <Button type="primary" onClick={onClose}>
            {say('close')}
          </Button>
        ) : (
          <>
            <Button onClick={onClose}>{say('cancel')}</Button>
            <Button danger type="primary" disabled={!shown} loading={isBusy} onClick={() => void remove()}>
              {say('sample_confirm')}
            </Button>
          </>
        )
      }
    >
      {foreseen.error && !removed && <Fault error={foreseen.error} onRetry={() => void foreseen.refetch()} />}
      {!shown && !foreseen.error && (
        <>
          <p>{say('sample_counting')}</p>
          <Skeleton active title={false} paragraph={{ rows: 4 }} />
        </>
      )}
      {shown && <Numbers removal={shown} isDone={removed !== undefined} />}
    </Modal>
  )
}

const counted = [
  ...(['ordersCancelled', 'ordersFinished', 'parcelsDelivered', 'paymentsRefunded', 'transfersEnded'] as const),
  ...(['unitsWrittenOff', 'productsArchived', 'locationsClosed', 'customersErased'] as const),
] as const

function Numbers({ removal, isDone }: { removal: Removal; isDone: boolean }) {
  const say = useTrainingWords()
  return (
    <>
      <p>{say(isDone ? 'sample_did' : 'sample_will')}</p>
      <ul className={styles.numbers}>
        {counted
          .filter((name) => removal[name] > 0)
          .map((name) => (
            <li key={name}>{say(`count_${name}`, { count: removal[name] })}</li>
          ))}
      </ul>
      {removal.keptCount > 0 && (
        <>
          <p>{say('sample_kept', { count: removal.keptCount })}</p>
          <ul className={styles.numbers}>
            {removal.kept.slice(0, 10).map(({ id, kind, label, reason }) => (
              <li key={id}>
                {say(`kind_${kind}`)} {label}：{say(`kept_${reason}`)}
              </li>
            ))}
          </ul>
        </>
      )}
      <p className={styles.says}>{say('sample_history')}</p>
    </>
  )
}
