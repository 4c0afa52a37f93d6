import { PrinterOutlined } from '@ant-design/icons'
import { useQueries } from '@tanstack/react-query'
import { App, Button, Skeleton } from 'antd'
import { useState } from 'react'
import type { getFulfillmentOrderContract } from '../../src/fulfillment/contract.ts'
import type { discloseReceiversContract } from '../../src/fulfillment/disclosure-contract.ts'
import { paths } from '../paths.ts'
import { call } from '../platform/call.ts'
import { keptQuery } from '../platform/outbox/use-kept-query.ts'
import { printedTimes, rememberPrinted } from '../platform/printed.ts'
import { manyOf, oneOf, useView } from '../platform/search.ts'
import { useAccount, useMay } from '../platform/session.ts'
import { EmptyState } from '../platform/ui/EmptyState.tsx'
import { Fault } from '../platform/ui/Fault.tsx'
import { Page } from '../platform/ui/Page.tsx'
import { useProblemWords } from '../platform/use-problem-words.ts'
import { PickingSummary } from './PickingSummary.tsx'
import { type Receivers, WorkSheet } from './WorkSheet.tsx'
import { useWorkWords } from './words.ts'

/** Picking lists or packing slips, one sheet each, in the order in which they were chosen: as they will be on paper. */
export default function PrintPage() {
  const say = useWorkWords()
  const may = useMay()
  const { id: owner } = useAccount()
  const view = useView()
  const ids = manyOf(view.works)
  const sheet = oneOf(view.sheet) === 'slip' ? 'slip' : 'picking'
  const [receivers, showReceivers] = useReceivers(ids)
  const [times, setTimes] = useState(printedTimes)
  const found = useQueries({
    queries: ids.map((id) => keptQuery<typeof getFulfillmentOrderContract>(owner, `/fulfillment-orders/${id}`)),
  })
  const works = found.flatMap(({ data }) => data ?? [])
  const error = found.find((query) => query.error)?.error
  const print = () => {
    window.print()
    rememberPrinted(works.map(({ id }) => `${sheet} ${id}`))
    setTimes(printedTimes())
  }
  return (
    <Page
      isPaper
      title={say(`print_title_${sheet}`)}
      from={{ to: paths.warehouse(), title: say('title') }}
      extra={say('print_count', { count: ids.length })}
      tools={
        <>
          {sheet === 'slip' && may('fulfillment.disclose') && receivers.size === 0 && ids.length > 0 && (
            <Button onClick={() => void showReceivers()}>{say('print_receiver_show')}</Button>
          )}
          <Button type="primary" icon={<PrinterOutlined />} disabled={works.length === 0} onClick={print}>
            {say('print_button')}
          </Button>
        </>
      }
    >
      {ids.length === 0 && <EmptyState title={say('print_none')} says={say('print_none_says')} />}
      {error && <Fault error={error} />}
      {works.length < ids.length && !error && <Skeleton active />}
      {sheet === 'picking' && works.length > 1 && <PickingSummary works={works} />}
      {works.map((work) => (
        <WorkSheet
          key={work.id}
          {...{ work, sheet, receivers }}
          printedBefore={times.get(`${sheet} ${work.id}`) ?? 0}
        />
      ))}
    </Page>
  )
}

/** Whom the goods go to: shown when somebody asks, since it is kept who saw it. */
function useReceivers(ids: readonly string[]): [Receivers, () => Promise<void>] {
  const say = useWorkWords()
  const tell = useProblemWords()
  const { message } = App.useApp()
  const [receivers, setReceivers] = useState<Receivers>(new Map())
  const show = async () => {
    try {
      const { results } = await call<typeof discloseReceiversContract>('POST', '/fulfillment-orders/disclosures', {
        fulfillmentOrderIds: ids.slice(0, 100),
        purpose: 'delivery',
        reason: say('print_title_slip'),
      })
      const entries = results.flatMap((result) =>
        'contact' in result ? [[result.fulfillmentOrderId, result.contact] as const] : [],
      )
      setReceivers(new Map(entries))
    } catch (error) {
      void message.error(tell(error).text)
    }
  }
  return [receivers, show]
}
