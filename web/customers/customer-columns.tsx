import type { TableProps } from 'antd'
import { paths } from '../paths.ts'
import { Moment } from '../platform/ui/Moment.tsx'
import { PageLink } from '../platform/ui/PageLink.tsx'
import { StatusTag } from '../platform/ui/StatusTag.tsx'
import { type Customer, regionOf, standingOf } from './customers.ts'
import { useCustomerWords } from './words.ts'

/** The columns of a list of customers. */
export function useCustomerColumns(): NonNullable<TableProps<Customer>['columns']> {
  const say = useCustomerWords()
  return [
    {
      title: say('name'),
      render: (_, { id, contact }) => (
        <PageLink to={paths.customer(id)}>{contact?.name ?? say('erased_name')}</PageLink>
      ),
    },
    { title: say('phone'), render: (_, { contact }) => <span className="figure">{contact?.phone ?? '–'}</span> },
    { title: say('region'), render: (_, { contact }) => (contact && regionOf(contact)) || '–' },
    { title: say('code'), render: (_, { code }) => <span className="figure">{code ?? '–'}</span> },
    { title: say('tier'), render: (_, { tier }) => say(`tier_${tier}`) },
    {
      title: say('status'),
      render: (_, customer) => {
        const { word, tone } = standingOf(customer)
        return <StatusTag tone={tone}>{say(word)}</StatusTag>
      },
    },
    { title: say('created'), render: (_, { createdAt }) => <Moment at={createdAt} show="day" /> },
  ]
}
