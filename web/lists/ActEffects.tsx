import { useQuery } from '@tanstack/react-query'
import { Alert, Form, Skeleton } from 'antd'
import { useEffect } from 'react'
import type { Contract } from '../../src/platform/http/contract.ts'
import { Refusal } from '../doors/page/call.ts'
import { type Preview, preview } from '../platform/call.ts'
import { Fault } from '../platform/ui/Fault.tsx'
import { Money } from '../platform/ui/Money.tsx'
import { useProblemWords } from '../platform/use-problem-words.ts'
import type { ChosenRows, ListActs } from './list-acts.ts'
import styles from './lists.module.css'
import { useListsWords } from './words.ts'

/** What an act would come to: how many rows it does, how many it leaves and why, and what money goes with it. */
export function ActEffects({
  acts,
  act,
  selection,
  onKnown,
}: {
  acts: ListActs
  act: string
  selection: ChosenRows
  onKnown: (ready: number) => void
}) {
  const say = useListsWords()
  const told = useProblemWords()
  const given: object | undefined = Form.useWatch([])
  const input = acts.previewInput?.(act, given ?? {}) ?? {}
  const { data, error, refetch } = useQuery({
    queryKey: [acts.path, 'preview', act, selection, input],
    queryFn: ({ signal }) =>
      preview<Contract>('POST', acts.path, { selection, action: { name: act, input } } as never, { signal }),
    staleTime: 0,
    gcTime: 0,
  })
  const { selected, ready, refused } = numbersOf(data)
  useEffect(() => {
    if (data !== undefined) onKnown(ready)
  }, [data, ready, onKnown])
  if (error !== null) return <Fault error={error} onRetry={() => void refetch()} />
  if (data === undefined) return <Skeleton active title={false} paragraph={{ rows: 2 }} />
  return (
    <Alert
      type={ready === 0 ? 'error' : refused.length > 0 ? 'warning' : 'info'}
      showIcon
      role="status"
      title={ready === 0 ? say('effect_none') : say('effect_ready', { ready, selected })}
      description={
        <>
          {refused.map(([code, count]) => (
            <div key={code}>{say('effect_refused', { count, reason: told(new Refusal(409, { code })).text })}</div>
          ))}
          {Object.entries(acts.amounts ?? {}).map(([name, title]) => (
            <Amounts key={name} title={title} amounts={data.numbers[name]} />
          ))}
        </>
      }
    />
  )
}

function Amounts({ title, amounts }: { title: string; amounts: Preview['numbers'][string] | undefined }) {
  if (typeof amounts !== 'object' || amounts === null) return null
  return Object.entries(amounts)
    .filter(([, amount]) => amount !== 0)
    .map(([currency, amount]) => (
      <div key={currency} className={styles.pair}>
        <span>{title}</span>
        <Money amount={amount} currency={currency} />
      </div>
    ))
}

function numbersOf(data: Preview | undefined): { selected: number; ready: number; refused: [string, number][] } {
  const { selected, ready, refused } = data?.numbers ?? {}
  return {
    selected: Number(selected ?? 0),
    ready: Number(ready ?? 0),
    refused: typeof refused === 'object' && refused !== null ? Object.entries(refused) : [],
  }
}
