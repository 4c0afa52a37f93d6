// What the form looks up as somebody types: customers, goods, channels. Each has a place in the cache of its own.

import { useQuery } from '@tanstack/react-query'
import type { getCustomerContract, listCustomersContract } from '../../../src/customers/contract.ts'
import type { findOrderContract, listOrdersContract } from '../../../src/orders/contract.ts'
import type { listPresetsContract, searchVariantsContract } from '../../../src/orders/entry/contract.ts'
import { type AnswerOf, call, type ItemOf, queryOf } from '../../platform/call.ts'
import { queryClient } from '../../platform/query.ts'
import { useAccount, useMay } from '../../platform/session.ts'
import { useChannels } from '../../settings/use-channels.ts'

/** A customer as lists show one. */
export type FoundCustomer = ItemOf<typeof listCustomersContract>

/** Goods as a search shows them. */
export type FoundGoods = ItemOf<typeof searchVariantsContract>

const fresh = 10_000

const customersQuery = (text: string) => ({
  queryKey: ['/customers', { text, limit: 6 }],
  queryFn: async () =>
    (await call<typeof listCustomersContract>('GET', `/customers${queryOf({ text, limit: 6 })}`)).items.filter(
      ({ contact }) => contact !== null,
    ),
  // A customer of a moment ago may be whom somebody looks for now.
  staleTime: 0,
})

const goodsQuery = (text: string, currency: string) => ({
  queryKey: ['/variants/search', { text, currency }],
  queryFn: async () =>
    (await call<typeof searchVariantsContract>('GET', `/variants/search${queryOf({ text, currency, limit: 8 })}`))
      .items,
  staleTime: fresh,
})

/** Customers who fit what was typed. */
export function useFoundCustomers(text: string) {
  const may = useMay()
  return useQuery({ ...customersQuery(text), enabled: text.length > 1 && may('customers.read') })
}

/** The same, asked at once. */
export const findCustomers = (text: string): Promise<FoundCustomer[]> => queryClient.fetchQuery(customersQuery(text))

/** Goods that fit what was typed, the best first. */
export function useFoundGoods(text: string, currency: string) {
  return useQuery({ ...goodsQuery(text, currency), enabled: text !== '' })
}

/** The same, asked at once. */
export const findGoods = (text: string, currency: string): Promise<FoundGoods[]> =>
  queryClient.fetchQuery(goodsQuery(text, currency))

/** A known customer, masked. */
export function useCustomer(customerId: string | undefined) {
  const may = useMay()
  return useQuery({
    queryKey: ['/customers', customerId],
    enabled: customerId !== undefined && may('customers.read'),
    queryFn: () => call<typeof getCustomerContract>('GET', `/customers/${customerId}`),
    staleTime: fresh,
  }).data
}

/** An earlier order, for where it went. */
export function useEarlierOrder(orderId: string | undefined) {
  return useQuery({
    queryKey: ['/orders', orderId],
    enabled: orderId !== undefined,
    queryFn: () => call<typeof findOrderContract>('GET', `/orders/${orderId}`),
    staleTime: fresh,
  }).data
}

/** The last orders of a customer. */
export function useRecentOrders(customerId: string | undefined) {
  const query = { customerId, limit: 3 }
  return useQuery({
    queryKey: ['/orders', query],
    enabled: customerId !== undefined,
    queryFn: async () => (await call<typeof listOrdersContract>('GET', `/orders${queryOf(query)}`)).items,
    staleTime: fresh,
  }).data
}

/** The channels that whoever writes may use; undefined until they are known. */
export function useOwnChannels() {
  const { channels: own } = useAccount()
  const channels = useChannels()
  return channels.length === 0 ? undefined : channels.filter(({ code }) => own === null || own.includes(code))
}

/** What forms begin with: for whoever writes, for a channel and for a customer. */
export function usePresets(channel: string | undefined, customerId: string | undefined) {
  const query = { channel: channel === '' ? undefined : channel, customerId }
  return useQuery({
    queryKey: ['/order-presets', query],
    queryFn: (): Promise<AnswerOf<typeof listPresetsContract>> =>
      call<typeof listPresetsContract>('GET', `/order-presets${queryOf(query)}`),
    staleTime: fresh,
  }).data
}
