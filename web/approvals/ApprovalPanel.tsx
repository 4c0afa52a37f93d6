import { useQuery } from '@tanstack/react-query'
import { Alert, Skeleton } from 'antd'
import type { approveContract, getApprovalContract } from '../../src/approvals/contract.ts'
import { ActorName } from '../access/ActorName.tsx'
import { usePlaces } from '../access/use-places.ts'
import { paths } from '../paths.ts'
import { call, preview } from '../platform/call.ts'
import { useAccount, useMay } from '../platform/session.ts'
import { Facts } from '../platform/ui/Facts.tsx'
import { Fault } from '../platform/ui/Fault.tsx'
import { Moment } from '../platform/ui/Moment.tsx'
import { PageLink } from '../platform/ui/PageLink.tsx'
import { SidePanel } from '../platform/ui/SidePanel.tsx'
import { StatusTag } from '../platform/ui/StatusTag.tsx'
import { useProblemWords } from '../platform/use-problem-words.ts'
import { ApprovalSize } from './ApprovalSize.tsx'
import { type ApprovalRow, approvalTones } from './approval-row.ts'
import { Decision } from './Decision.tsx'
import { useApprovalWords } from './words.ts'

/** What somebody asked for: what it would do, and the decision. */
export function ApprovalPanel({ approvalId, onClose }: { approvalId: string; onClose: () => void }) {
  const say = useApprovalWords()
  const { data, error, refetch } = useQuery({
    queryKey: ['/approvals', approvalId],
    queryFn: () => call<typeof getApprovalContract>('GET', `/approvals/${approvalId}`),
  })
  return (
    <SidePanel
      title={data ? say(`kind_${data.kind}`) : say('title')}
      isOpen
      onClose={onClose}
      tools={data && <StatusTag tone={approvalTones[data.status]}>{say(`status_${data.status}`)}</StatusTag>}
    >
      {error && <Fault error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton active />}
      {data && (
        <>
          <ApprovalFacts approval={data} />
          {data.status === 'requested' && <Effect approval={data} />}
          {data.status === 'requested' && <Decision key={data.version} approval={data} />}
        </>
      )}
    </SidePanel>
  )
}

function ApprovalFacts({ approval }: { approval: ApprovalRow }) {
  const say = useApprovalWords()
  const places = usePlaces()
  const { locationId, orderId, decidedBy, decidedAt, note } = approval
  const place = places.find(({ id }) => id === locationId)
  return (
    <Facts
      facts={[
        [say('size'), <ApprovalSize key="size" approval={approval} />],
        [say('reason'), approval.reason],
        [say('asked_by'), <ActorName key="by" actor={approval.requestedBy} />],
        [say('asked_at'), <Moment key="at" at={approval.requestedAt} />],
        ...(locationId === null ? [] : [[say('place'), place?.name ?? locationId] as const]),
        ...(orderId === null
          ? []
          : [
              [
                say('order'),
                <PageLink key="order" to={paths.order(orderId)}>
                  {say('order_open')}
                </PageLink>,
              ] as const,
            ]),
        ...(decidedBy === null
          ? [[say('expires_at'), <Moment key="expires" at={approval.expiresAt} />] as const]
          : [
              [say('decided_by'), <ActorName key="decided" actor={decidedBy} />] as const,
              [say('decided_at'), <Moment key="decided_at" at={decidedAt} />] as const,
              [say('note'), note] as const,
            ]),
      ]}
    />
  )
}

/** What approving it now would do, as the server works it out without doing it. */
function Effect({ approval: { id, version, requestedBy } }: { approval: ApprovalRow }) {
  const say = useApprovalWords()
  const may = useMay()
  const { id: ownId } = useAccount()
  const canDecide = may('approvals.decide') && requestedBy !== `staff:${ownId}`
  const problem = useProblemWords()
  const { data, error } = useQuery({
    // Not a part of the list's key: what is decided is not worked out again.
    queryKey: ['approval-effect', id, version],
    queryFn: ({ signal }) =>
      preview<typeof approveContract>('POST', `/approvals/${id}/approval`, { note: '' }, { signal }),
    enabled: canDecide,
    retry: false,
  })
  if (!canDecide) return null
  if (error)
    return (
      <Alert
        type="warning"
        showIcon
        style={{ marginTop: 12 }}
        title={say('effect_refused')}
        description={problem(error).text}
      />
    )
  if (!data) return <Skeleton active title={false} paragraph={{ rows: 2 }} />
  const told = data.effects.filter(({ type }) => !type.startsWith('approval.'))
  return (
    <Alert
      type="info"
      style={{ marginTop: 12 }}
      title={say('effect')}
      description={
        <ul style={{ margin: 0, paddingInlineStart: 20 }}>
          {told.map(({ type, count }) => (
            <li key={type}>{say(effectWord(type), { count, type })}</li>
          ))}
        </ul>
      }
    />
  )
}

const known = ['stock.adjusted', 'payment.refunded', 'order.refunded'] as const

function effectWord(type: string) {
  const word = known.find((each) => each === type)
  return word === undefined ? ('effect_more' as const) : (`effect_${word}` as const)
}
