import { Input, Space } from 'antd'
import { useState } from 'react'
import type { approveContract, declineContract, withdrawApprovalContract } from '../../src/approvals/contract.ts'
import { call } from '../platform/call.ts'
import { useAccount, useMay } from '../platform/session.ts'
import { ActionButton } from '../platform/ui/ActionButton.tsx'
import { useAct } from '../platform/use-act.tsx'
import type { ApprovalRow } from './approval-row.ts'
import { useApprovalWords } from './words.ts'

const permissionOf = { write_off: 'stock.approve', refund: 'payments.approve' } as const

/** Agrees to a request, declines it, or takes one's own back; each says why it cannot be done. */
export function Decision({ approval: { id, kind, version, requestedBy } }: { approval: ApprovalRow }) {
  const say = useApprovalWords()
  const may = useMay()
  const own = useAccount()
  const [note, setNote] = useState('')
  const { act, isBusy } = useAct()
  const isOwn = requestedBy === `staff:${own.id}`
  const mayDecide = may('approvals.decide') && may(permissionOf[kind])
  const after = (says: string) => ({ says, stale: ['/approvals', '/stock', '/orders'] })
  const path = `/approvals/${id}`
  return (
    <section style={{ marginTop: 16 }}>
      {mayDecide && (
        <Input.TextArea
          aria-label={say('note')}
          placeholder={say('note_says')}
          maxLength={500}
          autoSize={{ minRows: 2 }}
          value={note}
          onChange={({ target }) => setNote(target.value)}
          style={{ marginBottom: 12 }}
        />
      )}
      <Space wrap>
        <ActionButton
          type="primary"
          reason={mayDecide ? (isOwn ? say('not_own') : undefined) : say('not_permitted')}
          loading={isBusy}
          onClick={() =>
            void act(
              () => call<typeof approveContract>('POST', `${path}/approval`, { note }, { version }),
              after(say('approved')),
            )
          }
        >
          {say('approve')}
        </ActionButton>
        <ActionButton
          danger
          reason={mayDecide ? undefined : say('not_permitted')}
          loading={isBusy}
          onClick={() =>
            void act(
              () => call<typeof declineContract>('POST', `${path}/declination`, { note }, { version }),
              after(say('declined')),
            )
          }
        >
          {say('decline')}
        </ActionButton>
        {isOwn && (
          <ActionButton
            loading={isBusy}
            onClick={() =>
              void act(
                () => call<typeof withdrawApprovalContract>('DELETE', path, undefined, { version }),
                after(say('withdrawn')),
              )
            }
          >
            {say('withdraw')}
          </ActionButton>
        )}
      </Space>
    </section>
  )
}
