import { useQueries, useQuery } from '@tanstack/react-query'
import type { getFulfillmentOrderContract } from '../../../src/fulfillment/contract.ts'
import type { listFulfillmentOrdersContract } from '../../../src/fulfillment/queue-contract.ts'
import type { listLocationsContract } from '../../../src/locations/contract.ts'
import type { findOrderContract, orderHistoryContract, orderSourcingContract } from '../../../src/orders/contract.ts'
import type { listPaymentsContract } from '../../../src/payments/contract.ts'
import { type AnswerOf, call } from '../../platform/call.ts'
import { useMay } from '../../platform/session.ts'

const mostPlaces = 200

/** A place's work on an order, as its page reads it. */
export type Work = AnswerOf<typeof getFulfillmentOrderContract>

/** The first part of every key under which something of an order is kept. */
export const orderKey = (orderId: string) => ['/orders', orderId] as const

/** One order. */
export function useOrder(orderId: string) {
  return useQuery({
    queryKey: [...orderKey(orderId), 'detail'],
    queryFn: () => call<typeof findOrderContract>('GET', `/orders/${orderId}`),
  })
}

/** Its payments, for who may see them. */
export function useOrderPayments(orderId: string) {
  const may = useMay()
  return useQuery({
    queryKey: [...orderKey(orderId), 'payments'],
    queryFn: () => call<typeof listPaymentsContract>('GET', `/orders/${orderId}/payments`),
    enabled: may('payments.read'),
  })
}

/** Why its goods come from where they come. */
export function useOrderSourcing(orderId: string) {
  return useQuery({
    queryKey: [...orderKey(orderId), 'sourcing'],
    queryFn: () => call<typeof orderSourcingContract>('GET', `/orders/${orderId}/sourcing`),
  })
}

/** What happened to it. */
export function useOrderHistory(orderId: string) {
  return useQuery({
    queryKey: [...orderKey(orderId), 'history'],
    queryFn: () => call<typeof orderHistoryContract>('GET', `/orders/${orderId}/history`),
  })
}

/** What places have to do for it, with their parcels, for who may see them. */
export function useOrderWork(orderId: string): Work[] | undefined {
  const may = useMay()
  const list = useQuery({
    queryKey: [...orderKey(orderId), 'work'],
    queryFn: () =>
      call<typeof listFulfillmentOrdersContract>('GET', `/fulfillment-orders?limit=100&orderId=${orderId}`),
    enabled: may('fulfillment.read'),
  })
  const works = useQueries({
    queries: (list.data?.items ?? []).map(({ id, version }) => ({
      queryKey: [...orderKey(orderId), 'work', id, version],
      queryFn: () => call<typeof getFulfillmentOrderContract>('GET', `/fulfillment-orders/${id}`),
    })),
  })
  if (list.data === undefined || works.some(({ data }) => data === undefined)) return undefined
  return works.flatMap(({ data }) => (data === undefined ? [] : [data])).toReversed()
}

/** What places are called; for who may not read places, and for places out of their scope, their codes are not known. */
export function usePlaceNames(): (locationId: string) => string | undefined {
  const may = useMay()
  const { data } = useQuery({
    queryKey: ['/locations', 'names'],
    queryFn: () => call<typeof listLocationsContract>('GET', `/locations?limit=${mostPlaces}`),
    enabled: may('locations.read'),
    staleTime: 60_000,
  })
  return (locationId) => data?.items.find(({ id }) => id === locationId)?.name
}
