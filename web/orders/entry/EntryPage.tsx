import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Skeleton, Space } from 'antd'
import { useEffect, useRef, useState } from 'react'
import type { findDraftContract } from '../../../src/orders/entry/contract.ts'
import { Refusal } from '../../doors/page/call.ts'
import { paths } from '../../paths.ts'
import { call } from '../../platform/call.ts'
import { oneOf, useSetView, useView } from '../../platform/search.ts'
import { EmptyState } from '../../platform/ui/EmptyState.tsx'
import { Fault } from '../../platform/ui/Fault.tsx'
import { Page } from '../../platform/ui/Page.tsx'
import { PageLink } from '../../platform/ui/PageLink.tsx'
import { EntryForm } from './EntryForm.tsx'
import styles from './entry.module.css'
import { type Entry, emptyEntry, entryOf } from './entry.ts'
import { useRepeat } from './KnownReceiver.tsx'
import type { Placed } from './use-placing.ts'
import { useEntryWords } from './words.ts'

/**
 * 录单: one order after the other. Which draft it is stands in the address, so that a reload finds it again; `?customer=` begins for
 * a customer, `?repeat=` with an earlier order.
 */
export default function EntryPage() {
  const say = useEntryWords()
  const view = useView()
  const setView = useSetView()
  const draftId = oneOf(view.draft)
  const repeated = oneOf(view.repeat)
  const [own, setOwn] = useState<string>()
  const [round, setRound] = useState(0)
  const [placed, setPlaced] = useState<Placed>()
  // Who leaves the draft's address for the bare one wants a new order.
  useEffect(() => {
    if (own === undefined || draftId === own) return
    setOwn(undefined)
    setRound((before) => before + 1)
  }, [draftId, own])
  const startNext = (order: Placed) => {
    setPlaced(order)
    setOwn(undefined)
    setRound((before) => before + 1)
    setView({ draft: undefined, customer: undefined, repeat: undefined })
  }
  const begin = (id: string) => {
    setOwn(id)
    setView({ draft: id, customer: undefined, repeat: undefined })
  }
  const acts = { onBegun: begin, onPlaced: startNext }
  return (
    <Page
      title={say('title')}
      tools={
        <>
          <PageLink to={paths.orderDrafts()}>{say('drafts')}</PageLink>
          {draftId !== undefined && <PageLink to={paths.newOrder()}>{say('new_order')}</PageLink>}
        </>
      }
    >
      {placed !== undefined && <PlacedNotice order={placed} />}
      {repeated !== undefined ? (
        <Repeating key={repeated} orderId={repeated} />
      ) : draftId !== undefined && draftId !== own ? (
        <KeptDraft key={draftId} draftId={draftId} {...acts} />
      ) : (
        <EntryForm key={`new-${round}`} initial={firstEntry(oneOf(view.customer))} {...acts} />
      )}
    </Page>
  )
}

type Acts = { onBegun: (draftId: string) => void; onPlaced: (order: Placed) => void }

function firstEntry(customerId: string | undefined): Entry {
  return customerId === undefined ? emptyEntry : { ...emptyEntry, customerId, shipToCustomerId: customerId }
}

/** A draft that was begun earlier. */
function KeptDraft({ draftId, ...acts }: { draftId: string } & Acts) {
  const say = useEntryWords()
  const { data, error, refetch } = useQuery({
    queryKey: ['order-draft', draftId],
    queryFn: () => call<typeof findDraftContract>('GET', `/order-drafts/${draftId}`),
    ...{ gcTime: 0, staleTime: Number.POSITIVE_INFINITY, refetchOnWindowFocus: false },
  })
  if (error instanceof Refusal && error.status === 404) {
    return (
      <EmptyState title={say('draft_gone')} action={<PageLink to={paths.newOrder()}>{say('new_order')}</PageLink>} />
    )
  }
  if (error !== null) return <Fault error={error} onRetry={() => void refetch()} />
  if (data === undefined) return <Skeleton active paragraph={{ rows: 8 }} />
  return <EntryForm initial={entryOf(data.draft)} begun={{ id: data.id, version: data.version }} {...acts} />
}

/** Begins with an earlier order, once. */
function Repeating({ orderId }: { orderId: string }) {
  const repeat = useRepeat()
  const hasBegun = useRef(false)
  useEffect(() => {
    if (!hasBegun.current) repeat(orderId)
    hasBegun.current = true
  }, [repeat, orderId])
  return <Skeleton active paragraph={{ rows: 8 }} />
}

function PlacedNotice({ order: { id, number, holds } }: { order: Placed }) {
  const say = useEntryWords()
  const repeat = useRepeat()
  const waits = [...new Set(holds.map(({ kind }) => say(`hold_${kind}`)))].join(', ')
  return (
    <Alert
      type={holds.length === 0 ? 'success' : 'warning'}
      showIcon
      role="status"
      className={styles.notice ?? ''}
      title={holds.length === 0 ? say('placed', { number }) : say('placed_held', { number, holds: waits })}
      action={
        <Space>
          <PageLink to={paths.order(id)}>{say('placed_open')}</PageLink>
          <Button size="small" onClick={() => repeat(id)}>
            {say('placed_again')}
          </Button>
        </Space>
      }
    />
  )
}
