import { paths } from '../../paths.ts'
import type { ListColumn } from '../../platform/list/columns.ts'
import { NarrowLine } from '../../platform/ui/list/NarrowLine.tsx'
import { Moment } from '../../platform/ui/Moment.tsx'
import { PageLink } from '../../platform/ui/PageLink.tsx'
import { StatusTag } from '../../platform/ui/StatusTag.tsx'
import { type Customer, regionOf, standingOf } from '../customers.ts'
import { useCustomerWords } from '../words.ts'

/** Every column that the list of customers can have. */
export function useCustomerColumns(): ListColumn<Customer>[] {
  const say = useCustomerWords()
  return [
    { key: 'name', title: say('name'), width: 160, isFixed: true, show: (customer) => <Name customer={customer} /> },
    {
      ...{ key: 'phone', title: say('phone'), width: 130 },
      show: ({ contact }) => <span className="figure">{contact?.phone ?? '–'}</span>,
    },
    {
      ...{ key: 'region', title: say('region'), width: 220 },
      show: ({ contact }) => (contact && regionOf(contact)) || '–',
    },
    {
      ...{ key: 'code', title: say('code'), width: 130 },
      show: ({ code }) => <span className="figure">{code ?? '–'}</span>,
    },
    { key: 'tier', title: say('tier'), width: 90, show: ({ tier }) => say(`tier_${tier}`) },
    { key: 'status', title: say('status'), width: 130, show: (customer) => <Standing customer={customer} /> },
    {
      ...{ key: 'createdAt', title: say('created'), width: 118, sorts: ['newest', 'oldest'] },
      show: ({ createdAt }) => <Moment at={createdAt} show="day" />,
    },
    {
      ...{ key: 'email', title: say('email'), width: 170, isOptional: true },
      show: ({ contact }) => contact?.email ?? '–',
    },
    {
      ...{ key: 'company', title: say('company'), width: 150, isOptional: true },
      show: ({ contact }) => contact?.company ?? '–',
    },
  ]
}

/** A customer on a phone: two lines of what tells them from others. */
export function NarrowCustomer({ customer }: { customer: Customer }) {
  const say = useCustomerWords()
  const { contact, tier, code } = customer
  return (
    <>
      <NarrowLine>
        <Name customer={customer} />
        <span className="figure">{contact?.phone}</span>
        <Standing customer={customer} />
      </NarrowLine>
      <NarrowLine isQuiet>
        <span>{say(`tier_${tier}`)}</span>
        <span className="figure">{code}</span>
        <span>{contact && regionOf(contact)}</span>
      </NarrowLine>
    </>
  )
}

function Name({ customer: { id, contact } }: { customer: Customer }) {
  const say = useCustomerWords()
  return <PageLink to={paths.customer(id)}>{contact?.name ?? say('erased_name')}</PageLink>
}

function Standing({ customer }: { customer: Customer }) {
  const say = useCustomerWords()
  const { word, tone } = standingOf(customer)
  return <StatusTag tone={tone}>{say(word)}</StatusTag>
}
