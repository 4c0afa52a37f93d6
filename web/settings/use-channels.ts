import { useQuery } from '@tanstack/react-query'
import type { listChannelsContract } from '../../src/orders/settings-contract.ts'
import { call, type ItemOf } from '../platform/call.ts'
import { readKept } from '../platform/kept-session.ts'
import { useMay } from '../platform/session.ts'

/** A channel. */
export type Channel = ItemOf<typeof listChannelsContract>

/** The channels by which orders come, for who sees orders; none until they are read. */
export function useChannels(): Channel[] {
  return useReadChannels() ?? []
}

/** The same; undefined until they are read. */
export function useReadChannels(): Channel[] | undefined {
  const may = useMay()
  const { data } = useQuery({
    queryKey: ['/channels'],
    queryFn: () => readKept('/channels', () => call<typeof listChannelsContract>('GET', '/channels')),
    networkMode: 'always',
    enabled: may('orders.read'),
    staleTime: 60_000,
  })
  return data?.items
}

/** What a channel is called; its code until that is known, and for who sees no orders. */
export function useChannelName(): (code: string) => string {
  const names = new Map(useChannels().map(({ code, name }) => [code, name]))
  return (code) => names.get(code) ?? code
}
