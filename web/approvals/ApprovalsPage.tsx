import { Button, Select } from 'antd'
import { approvalKinds, approvalStatuses } from '../../src/approvals/approval.ts'
import type { listApprovalsContract } from '../../src/approvals/contract.ts'
import { ActorName } from '../access/ActorName.tsx'
import { paths } from '../paths.ts'
import { oneOf, useSetView, useView } from '../platform/search.ts'
import { useMay } from '../platform/session.ts'
import { EmptyState } from '../platform/ui/EmptyState.tsx'
import { KeysetTable } from '../platform/ui/KeysetTable.tsx'
import { ListTabs } from '../platform/ui/list/ListTabs.tsx'
import { Moment } from '../platform/ui/Moment.tsx'
import { Page } from '../platform/ui/Page.tsx'
import { PageLink } from '../platform/ui/PageLink.tsx'
import { StatusTag } from '../platform/ui/StatusTag.tsx'
import { useKeysetList } from '../platform/use-keyset-list.ts'
import { ApprovalPanel } from './ApprovalPanel.tsx'
import { ApprovalSize } from './ApprovalSize.tsx'
import { type ApprovalRow, approvalTones } from './approval-row.ts'
import { useApprovalWords } from './words.ts'

/** What waits for a second person, and what became of the rest. */
export default function ApprovalsPage() {
  const say = useApprovalWords()
  const view = useView()
  const setView = useSetView()
  const may = useMay()
  const status = oneOf(view.status) ?? 'requested'
  const tabs = [...(may('approvals.decide') ? (['mine'] as const) : []), ...approvalStatuses, 'all' as const]
  const kind = oneOf(view.kind)
  const open = oneOf(view.open)
  const list = useKeysetList<typeof listApprovalsContract>('/approvals', {
    ...(status === 'mine' ? { decidable: 'true' } : { status: status === 'all' ? undefined : status }),
    kind,
  })
  return (
    <Page title={say('title')} tools={<PageLink to={paths.settings('limits')}>{say('limits')}</PageLink>}>
      <ListTabs
        label={say('status')}
        tabs={tabs.map((key) => ({ key, title: say(`status_${key}`) }))}
        open={status}
        onTab={(chosen) => setView({ status: chosen === 'requested' ? undefined : chosen })}
      />
      <Select
        allowClear
        aria-label={say('kind')}
        placeholder={say('kind')}
        style={{ minWidth: 140, marginBottom: 12 }}
        value={kind ?? null}
        onChange={(chosen: string | null) => setView({ kind: chosen ?? undefined })}
        options={approvalKinds.map((value) => ({ value, label: say(`kind_${value}`) }))}
      />
      <KeysetTable<ApprovalRow>
        list={list}
        label={say('title')}
        keyOf={({ id }) => id}
        empty={
          <EmptyState
            title={say(status === 'requested' || status === 'mine' ? 'none_waiting' : 'none')}
            says={say('none_says')}
          />
        }
        columns={[
          {
            title: say('what'),
            render: (_, row) => (
              <Button type="link" size="small" style={{ padding: 0 }} onClick={() => setView({ open: row.id }, true)}>
                {say(`kind_${row.kind}`)}
              </Button>
            ),
          },
          { title: say('size'), align: 'end', render: (_, row) => <ApprovalSize approval={row} /> },
          { title: say('reason'), render: (_, { reason }) => reason || '–' },
          { title: say('asked_by'), render: (_, { requestedBy }) => <ActorName actor={requestedBy} /> },
          { title: say('asked_at'), render: (_, { requestedAt }) => <Moment at={requestedAt} /> },
          { title: say('expires_at'), render: (_, { expiresAt }) => <Moment at={expiresAt} show="day" /> },
          {
            title: say('status'),
            onCard: 'end',
            render: (_, row) => <StatusTag tone={approvalTones[row.status]}>{say(`status_${row.status}`)}</StatusTag>,
          },
        ]}
      />
      {open !== undefined && <ApprovalPanel approvalId={open} onClose={() => setView({ open: undefined })} />}
    </Page>
  )
}
