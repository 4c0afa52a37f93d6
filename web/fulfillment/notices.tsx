import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Space } from 'antd'
import type {
  answerCancellationContract,
  releaseFulfillmentHoldContract,
  releaseFulfillmentOrderContract,
} from '../../src/fulfillment/contract.ts'
import { fulfillmentOrderActions } from '../../src/fulfillment/fulfillment-order.ts'
import { can } from '../../src/platform/states.ts'
import { Refusal } from '../doors/page/call.ts'
import { call } from '../platform/call.ts'
import { takeBack, useOutbox } from '../platform/outbox/outbox.ts'
import { useMay } from '../platform/session.ts'
import { useProblemWords } from '../platform/use-problem-words.ts'
import { usePlatformWords } from '../platform/words.ts'
import { useWorkWords } from './words.ts'
import styles from './work.module.css'
import type { Work } from './work.ts'

/** What the server refused of what was done here, each with why, until somebody has read it. */
export function RefusedNotice({ work }: { work: Work }) {
  const say = usePlatformWords()
  const tell = useProblemWords()
  const { requests } = useOutbox()
  return requests
    .filter(({ subject, refusal }) => subject === work.id && refusal !== null)
    .map((request) => (
      <Alert
        key={request.key}
        type="error"
        showIcon
        role="alert"
        title={request.label}
        description={
          request.refusal &&
          tell(new Refusal(request.refusal.status, { ...request.refusal, facts: { ...request.refusal.facts } })).text
        }
        action={
          <Button className={styles.target ?? ''} onClick={() => void takeBack(request)}>
            {say('sync_read')}
          </Button>
        }
      />
    ))
}

/** A cancellation that waits for the place's answer. */
export function CancellationNotice({ work }: { work: Work }) {
  const say = useWorkWords()
  const may = useMay()
  const request = work.cancellationRequest
  const answer = useWorkCall<typeof answerCancellationContract>(work, `/cancellation`)
  const { message } = App.useApp()
  if (request === null) return null
  const respond = async (accepted: boolean) => {
    const done = await answer.mutateAsync({ accepted, cancellationId: request.id }).catch(() => undefined)
    if (done !== undefined) void message.success(say(accepted ? 'cancel_accepted' : 'cancel_declined'))
  }
  return (
    <Alert
      type="warning"
      showIcon
      title={say('cancel_wanted')}
      description={say('cancel_says', { reason: request.reason })}
      action={
        may('fulfillment.work') && (
          <Space orientation="vertical">
            <Button danger className={styles.target ?? ''} onClick={() => void respond(true)}>
              {say('cancel_accept')}
            </Button>
            <Button className={styles.target ?? ''} onClick={() => void respond(false)}>
              {say('cancel_decline')}
            </Button>
          </Space>
        )
      }
    />
  )
}

/** Why work may not begin, and how it may. */
export function HoldNotice({ work }: { work: Work }) {
  const say = useWorkWords()
  const may = useMay()
  const release = useWorkCall<typeof releaseFulfillmentOrderContract>(work, '/release')
  if (!can(fulfillmentOrderActions, 'release', work.status)) return null
  const isHeld = work.holds.length > 0 || work.orderHolds.length > 0
  const reasons = [
    ...work.holds.map(({ reason }) => reason),
    ...(work.orderHolds.length > 0 ? [say('held_order')] : []),
  ]
  return (
    <Alert
      type="warning"
      showIcon
      title={isHeld ? say('held_says', { reasons: reasons.join(' · ') }) : say(`status_${work.status}`)}
      action={
        may('fulfillment.hold') && (
          <Space>
            {work.holds.map(({ id, reason }) => (
              <HoldRelease key={id} work={work} holdId={id} reason={reason} />
            ))}
            {!isHeld && (
              <Button className={styles.target ?? ''} onClick={() => release.mutate(undefined)}>
                {say('release')}
              </Button>
            )}
          </Space>
        )
      }
    />
  )
}

function HoldRelease({ work, holdId, reason }: { work: Work; holdId: string; reason: string }) {
  const say = useWorkWords()
  const tell = useProblemWords()
  const client = useQueryClient()
  const { message } = App.useApp()
  const release = useMutation({
    mutationFn: () =>
      call<typeof releaseFulfillmentHoldContract>('DELETE', `/fulfillment-orders/${work.id}/holds/${holdId}`),
    onSuccess: (answer) => client.setQueryData([`/fulfillment-orders/${work.id}`], answer),
    onError: (error) => void message.error(tell(error).text),
  })
  return (
    <Button
      className={styles.target ?? ''}
      onClick={() => release.mutate()}
      aria-label={`${say('release')}: ${reason}`}
    >
      {say('release')}
    </Button>
  )
}

/** Calls what answers with the work as it then stands. */
function useWorkCall<C extends typeof answerCancellationContract | typeof releaseFulfillmentOrderContract>(
  work: Work,
  end: string,
) {
  const tell = useProblemWords()
  const client = useQueryClient()
  const { message } = App.useApp()
  const path = `/fulfillment-orders/${work.id}`
  return useMutation({
    mutationFn: (body: Parameters<typeof call<C>>[2]) => call<C>('POST', `${path}${end}`, body),
    onSuccess: (answer) => {
      client.setQueryData([path], answer)
      void client.invalidateQueries({ queryKey: ['/fulfillment-orders'] })
    },
    onError: (error) => void message.error(tell(error).text),
  })
}
