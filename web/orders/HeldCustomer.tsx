import { useQuery } from '@tanstack/react-query'
import type { getCustomerContract } from '../../src/customers/contract.ts'
import { paths } from '../paths.ts'
import { call } from '../platform/call.ts'
import { useMay } from '../platform/session.ts'
import { PageLink } from '../platform/ui/PageLink.tsx'

/** The customer because of whom an order is held: the name, masked as everywhere, and the way to the page, for who may see customers. */
export function HeldCustomer({ reason, customerId }: { reason: string; customerId: string | null }) {
  const may = useMay()
  const isShown = reason === 'customer_blocked' && customerId !== null && may('customers.read')
  const { data } = useQuery({
    queryKey: ['/customers', customerId],
    queryFn: ({ signal }) => call<typeof getCustomerContract>('GET', `/customers/${customerId}`, undefined, { signal }),
    enabled: isShown,
  })
  if (!isShown || data === undefined || data.contact === null) return null
  return <PageLink to={paths.customer(customerId)}>{data.contact.name}</PageLink>
}
