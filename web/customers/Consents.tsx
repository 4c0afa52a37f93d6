import { useQuery } from '@tanstack/react-query'
import { Popconfirm, Skeleton } from 'antd'
import type { listConsentsContract, recordConsentContract } from '../../src/customers/consent-contract.ts'
import { type AnswerOf, call } from '../platform/call.ts'
import { useMay } from '../platform/session.ts'
import { ActionButton } from '../platform/ui/ActionButton.tsx'
import { Fault } from '../platform/ui/Fault.tsx'
import { Moment } from '../platform/ui/Moment.tsx'
import { RowTable } from '../platform/ui/RowTable.tsx'
import { Section } from '../platform/ui/Section.tsx'
import { StatusTag } from '../platform/ui/StatusTag.tsx'
import { useAct } from '../platform/use-act.tsx'
import type { Customer } from './customers.ts'
import { usePurposeName } from './use-purpose-name.ts'
import { useCustomerWords } from './words.ts'

type Known = AnswerOf<typeof listConsentsContract>

/** What a customer agrees to, since when, and what it was before. */
export function Consents({ customer }: { customer: Customer }) {
  const say = useCustomerWords()
  const path = `/customers/${customer.id}/consents`
  const { data, error } = useQuery({
    queryKey: ['/customers', customer.id, 'consents'],
    queryFn: () => call<typeof listConsentsContract>('GET', path),
  })
  return (
    <Section title={say('consents')}>
      {error !== null ? (
        <Fault error={error} />
      ) : data === undefined ? (
        <Skeleton active title={false} />
      ) : (
        <ConsentTable customer={customer} known={data} />
      )}
    </Section>
  )
}

function ConsentTable({ customer, known }: { customer: Customer; known: Known }) {
  const say = useCustomerWords()
  const nameOf = usePurposeName()
  const lastOf = (purpose: string) =>
    known.history.filter((record) => record.purpose === purpose).sort((a, b) => b.number - a.number)[0]
  return (
    <RowTable
      rows={known.present}
      keyOf={({ purpose }) => purpose}
      label={say('consents')}
      columns={[
        { title: say('consent_purpose'), render: (_, { purpose }) => nameOf(purpose) },
        {
          title: say('status'),
          onCard: 'end',
          render: (_, { state }) => (
            <StatusTag tone={state === 'given' ? 'good' : 'quiet'}>{say(`consent_${state}`)}</StatusTag>
          ),
        },
        {
          title: say('consent_since'),
          render: (_, { purpose }) => {
            const last = lastOf(purpose)
            if (last === undefined) return say('consent_never')
            return (
              <>
                <Moment at={last.decidedAt} /> · {last.channel} · {say('consent_records', { count: last.number })}
              </>
            )
          },
        },
        {
          title: say('actions'),
          onCard: 'foot',
          render: (_, { purpose, state }) => <ConsentButton {...{ customer, purpose, state }} />,
        },
      ]}
    />
  )
}

function ConsentButton({
  customer,
  purpose,
  state,
}: {
  customer: Customer
  purpose: string
  state: Known['present'][number]['state']
}) {
  const say = useCustomerWords()
  const nameOf = usePurposeName()
  const may = useMay()
  const { act, isBusy } = useAct()
  const next = state === 'given' ? 'withdrawn' : 'given'
  const word = say(next === 'given' ? 'consent_give' : 'consent_withdraw')
  const small = { type: 'link', size: 'small' } as const
  const name = { 'aria-label': `${word} ${nameOf(purpose)}` }
  if (!may('customers.write') || customer.contact === null) {
    const reason = customer.contact === null ? say('erased_reason') : say('not_permitted')
    return (
      <ActionButton {...small} {...name} reason={reason}>
        {word}
      </ActionButton>
    )
  }
  const record = () =>
    act(
      () =>
        call<typeof recordConsentContract>('PUT', `/customers/${customer.id}/consents/${purpose}`, {
          ...{ state: next, channel: 'back-office' },
        }),
      { says: say('saved'), stale: ['/customers'] },
    )
  return (
    <Popconfirm
      title={`${word}: ${nameOf(purpose)}`}
      description={say('consent_says')}
      okText={word}
      cancelText={say('cancel')}
      onConfirm={record}
    >
      <ActionButton {...small} {...name} loading={isBusy}>
        {word}
      </ActionButton>
    </Popconfirm>
  )
}
