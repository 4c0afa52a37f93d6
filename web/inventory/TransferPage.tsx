import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { App, Button, InputNumber, Skeleton } from 'antd'
import { useState } from 'react'
import type {
  cancelTransferContract,
  dispatchTransferContract,
  getTransferContract,
  prepareTransferContract,
  receiveTransferContract,
} from '../../src/inventory/transfers/contract.ts'
import { transferActions } from '../../src/inventory/transfers/stock-transfer.ts'
import { can } from '../../src/platform/states.ts'
import { usePlaces } from '../locations/use-places.ts'
import { paths } from '../paths.ts'
import { type AnswerOf, call } from '../platform/call.ts'
import { useMay } from '../platform/session.ts'
import { ActionButton } from '../platform/ui/ActionButton.tsx'
import { Fault } from '../platform/ui/Fault.tsx'
import { Page } from '../platform/ui/Page.tsx'
import { PageLink } from '../platform/ui/PageLink.tsx'
import { useProblemWords } from '../platform/use-problem-words.ts'
import styles from './stock.module.css'
import { TransferStatusTag } from './TransferStatus.tsx'
import { useStockWords } from './words.ts'

type Transfer = AnswerOf<typeof getTransferContract>
type TransferLine = Transfer['lines'][number]

/** One transfer: what goes, what has left, what arrived, and the next step. */
export default function TransferPage() {
  const say = useStockWords()
  const { transferId = '' } = useParams({ strict: false }) as { transferId?: string }
  const path = `/stock/transfers/${transferId}`
  const { data, error, refetch } = useQuery({
    queryKey: [path],
    queryFn: () => call<typeof getTransferContract>('GET', path),
  })
  if (data !== undefined) return <TransferView key={data.version} transfer={data} />
  return (
    <Page title={say('transfer_title')}>
      {error ? <Fault error={error} onRetry={() => void refetch()} /> : <Skeleton active />}
    </Page>
  )
}

/** How many of a line the next step may move. */
function roomOf({ quantity, sent, received }: TransferLine, status: Transfer['status']): number {
  if (can(transferActions, 'dispatch', status)) return quantity - sent
  return can(transferActions, 'receiveRest', status) ? sent - received : 0
}

function TransferView({ transfer }: { transfer: Transfer }) {
  const say = useStockWords()
  const { nameOf } = usePlaces()
  const { status, lines } = transfer
  const [counts, setCounts] = useState(() => new Map(lines.map((line) => [line.lineNumber, roomOf(line, status)])))
  return (
    <Page
      title={`${say('transfer_title')} ${nameOf(transfer.fromLocationId)} → ${nameOf(transfer.toLocationId)}`}
      extra={<TransferStatusTag status={status} />}
      from={{ to: paths.transfers(), title: say('transfers') }}
    >
      {transfer.reference !== '' && (
        <p className={styles.quiet}>
          {say('reference')}: {transfer.reference}
        </p>
      )}
      <ul className={`${styles.lines} ${styles.form}`}>
        {lines.map((line) => (
          <li key={line.lineNumber} className={styles.line} data-sku={line.sku}>
            <span className={styles.item}>
              <PageLink to={paths.stockItem(line.itemId)}>{line.sku}</PageLink>
              <span className={styles.quiet}>{line.name}</span>
            </span>
            <span className="figure">
              {say('transfer_planned')} {line.quantity} · {say('transfer_sent')} {line.sent} ·{' '}
              {say('transfer_received')} {line.received}
            </span>
            {roomOf(line, status) > 0 && (
              <InputNumber
                size="large"
                precision={0}
                min={0}
                max={roomOf(line, status)}
                value={counts.get(line.lineNumber) ?? 0}
                onChange={(count) => setCounts(new Map(counts).set(line.lineNumber, count ?? 0))}
                aria-label={`${line.sku} ${say('transfer_quantity')}`}
              />
            )}
          </li>
        ))}
      </ul>
      <NextSteps transfer={transfer} counts={counts} />
    </Page>
  )
}

function NextSteps({ transfer, counts }: { transfer: Transfer; counts: ReadonlyMap<number, number> }) {
  const say = useStockWords()
  const may = useMay()
  const { modal } = App.useApp()
  const { status } = transfer
  const step = useStep(transfer)
  const reason = may('stock.transfer') ? undefined : say('no_permission')
  const chosen = [...counts].flatMap(([lineNumber, quantity]) => (quantity > 0 ? [{ lineNumber, quantity }] : []))
  const units = chosen.reduce((sum, { quantity }) => sum + quantity, 0)
  const none = units === 0 ? say('lines_empty') : undefined
  if (status === 'received' || status === 'cancelled') return <p className={styles.quiet}>{say('transfer_over')}</p>
  return (
    <div className={styles.foot}>
      {can(transferActions, 'makeReady', status) && (
        <ActionButton type="primary" size="large" reason={reason} onClick={() => step.mutate({ end: 'readiness' })}>
          {say('ready')}
        </ActionButton>
      )}
      {can(transferActions, 'dispatch', status) && (
        <ActionButton
          type="primary"
          size="large"
          reason={reason ?? none}
          onClick={() => step.mutate({ end: 'dispatch', lines: chosen })}
        >
          {say('dispatch', { count: units })}
        </ActionButton>
      )}
      {can(transferActions, 'receiveRest', status) && (
        <ActionButton
          type="primary"
          size="large"
          reason={reason ?? none}
          onClick={() => step.mutate({ end: 'receipts', lines: chosen })}
        >
          {say('take_in', { count: units })}
        </ActionButton>
      )}
      {can(transferActions, 'cancel', status) && reason === undefined && (
        <Button
          danger
          size="large"
          onClick={() =>
            void modal.confirm({
              title: say('cancel_transfer'),
              content: say('cancel_transfer_says', {
                count: transfer.lines.reduce((sum, { quantity }) => sum + quantity, 0),
              }),
              okText: say('cancel_transfer'),
              okButtonProps: { danger: true },
              onOk: () => step.mutateAsync({ end: 'cancellation' }).catch(() => undefined),
            })
          }
        >
          {say('cancel_transfer')}
        </Button>
      )}
    </div>
  )
}

type Step = {
  end: 'readiness' | 'dispatch' | 'receipts' | 'cancellation'
  lines?: { lineNumber: number; quantity: number }[]
}
type StepContract =
  | typeof prepareTransferContract
  | typeof dispatchTransferContract
  | typeof receiveTransferContract
  | typeof cancelTransferContract

/** Does the next step, only as long as nobody else did one meanwhile. */
function useStep({ id, version }: Transfer) {
  const say = useStockWords()
  const tell = useProblemWords()
  const client = useQueryClient()
  const { message } = App.useApp()
  const path = `/stock/transfers/${id}`
  return useMutation({
    mutationFn: ({ end, lines }: Step) =>
      call<StepContract>('POST', `${path}/${end}`, (lines === undefined ? undefined : { lines }) as never, { version }),
    onSuccess: (answer) => {
      client.setQueryData([path], answer)
      void client.invalidateQueries({
        predicate: ({ queryKey }) => /^\/stock\/(?:transfers|items|levels)/.test(String(queryKey[0])),
      })
      void message.success(say('transfer_done'))
    },
    onError: (error) => {
      void client.invalidateQueries({ queryKey: [path] })
      void message.error(tell(error).text)
    },
  })
}
