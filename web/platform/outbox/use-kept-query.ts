import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import type { Contract } from '../../../src/platform/http/contract.ts'
import { Refusal } from '../../doors/page/call.ts'
import { type AnswerOf, call } from '../call.ts'
import { useAccount } from '../session.ts'
import { findAnswer, keepAnswer } from './outbox-store.ts'

/** Reads an operation's answer; without a network, the one that this device kept when it was read last. */
export function useKeptQuery<C extends Contract>(path: string): UseQueryResult<AnswerOf<C>> {
  const { id: staffId } = useAccount()
  return useQuery(keptQuery<C>(staffId, path))
}

/** As a query, for many of them at once. */
export function keptQuery<C extends Contract>(owner: string, path: string) {
  return {
    queryKey: [path],
    networkMode: 'always' as const,
    queryFn: async (): Promise<AnswerOf<C>> => {
      try {
        const answer = await call<C>('GET', path)
        await keepAnswer(owner, path, answer)
        return answer
      } catch (error) {
        if (!(error instanceof Refusal) || error.status !== 0) throw error
        const kept = await findAnswer(owner, path)
        if (kept === undefined) throw error
        return kept as AnswerOf<C>
      }
    },
  }
}
