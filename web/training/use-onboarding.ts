import { useQuery } from '@tanstack/react-query'
import type { getOnboardingContract } from '../../src/training/contract.ts'
import { type AnswerOf, call } from '../platform/call.ts'
import { useMay } from '../platform/session.ts'

/** What there is to set up, as the server finds it. */
export function useOnboarding(): AnswerOf<typeof getOnboardingContract> | undefined {
  const may = useMay()
  return useQuery({
    queryKey: ['onboarding'],
    queryFn: () => call<typeof getOnboardingContract>('GET', '/onboarding'),
    enabled: may('merchant.read'),
    staleTime: 60_000,
  }).data
}

/** Whether mails go nowhere: no server for them is set. Only told to who sets up such things. */
export function useLacksMail(): boolean {
  return useOnboarding()?.steps.some(({ code, done }) => code === 'mail' && !done) === true
}
