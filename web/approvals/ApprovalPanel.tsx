import { useQuery } from '@tanstack/react-query'
import { Alert, Descriptions, Skeleton } from 'antd'
import type { approveContract, getApprovalContract } from '../../src/approvals/contract.ts'
import { ActorName } from '../access/ActorName.tsx'
import { usePlaces } from '../access/use-places.ts'
import { paths } from '../paths.ts'
import { call, preview } from '../platform/call.ts'
import { useMay } from '../platform/session.ts'
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
          <Facts approval={data} />
          {data.status === 'requested' && <Effect approval={data} />}
          {data.status === 'requested' && <Decision key={data.version} approval={data} />}
        </>
      )}
    </SidePanel>
  )
}

function Facts({ approval }: { approval: ApprovalRow }) {
  const say = useApprovalWords()
  const places = usePlaces()
  const { locationId, orderId, decidedBy, decidedAt, note } = approval
  const place = places.find(({ id }) => id === locationId)
  return (
    <Descriptions
      column={1}
      size="small"
      items={[
        { key: 'size', label: say('size'), children: <ApprovalSize approval={approval} /> },
        { key: 'reason', label: say('reason'), children: approval.reason || '–' },
        { key: 'by', label: say('asked_by'), children: <ActorName actor={approval.requestedBy} /> },
        { key: 'at', label: say('asked_at'), children: <Moment at={approval.requestedAt} /> },
        ...(locationId === null ? [] : [{ key: 'place', label: say('place'), children: place?.name ?? locationId }]),
        ...(orderId === null
          ? []
          : [
              {
                ...{ key: 'order', label: say('order') },
                children: <PageLink to={paths.order(orderId)}>{say('order_open')}</PageLink>,
              },
            ]),
        ...(decidedBy === null
          ? [{ key: 'expires', label: say('expires_at'), children: <Moment at={approval.expiresAt} /> }]
          : [
              { key: 'decided', label: say('decided_by'), children: <ActorName actor={decidedBy} /> },
              { key: 'decided_at', label: say('decided_at'), children: <Moment at={decidedAt} /> },
              { key: 'note', label: say('note'), children: note || '–' },
            ]),
      ]}
    />
  )
}

/** What approving it now would do, as the server works it out without doing it. */
function Effect({ approval: { id, version } }: { approval: ApprovalRow }) {
  const say = useApprovalWords()
  const may = useMay()
  const problem = useProblemWords()
  const { data, error } = useQuery({
    // Not a part of the list's key: what is decided is not worked out again.
    queryKey: ['approval-effect', id, version],
    queryFn: ({ signal }) =>
      preview<typeof approveContract>('POST', `/approvals/${id}/approval`, { note: '' }, { signal }),
    enabled: may('approvals.decide'),
    retry: false,
  })
  if (!may('approvals.decide')) return null
  if (error) return <Alert type="warning" showIcon title={say('effect_refused')} description={problem(error).text} />
  if (!data) return <Skeleton active title={false} paragraph={{ rows: 2 }} />
  const told = data.effects.filter(({ type }) => !type.startsWith('approval.'))
  return (
    <Alert
      type="info"
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
