import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import type {
  cancelBulkJobContract,
  getBulkJobContract,
  retryBulkJobContract,
  reverseBulkJobContract,
} from '../../src/bulk/contract.ts'
import { type AnswerOf, call } from '../platform/call.ts'
import { useProblemWords } from '../platform/use-problem-words.ts'

/** A job as the API tells it. */
export type BulkJob = AnswerOf<typeof getBulkJobContract>

/** So often a job that runs is asked how far it is. */
const askEveryMs = 700

const keyOf = (jobId: string) => ['/bulk-jobs', jobId]

/** How far a job is, for as long as it runs. */
export function useJob(jobId: string) {
  return useQuery({
    queryKey: keyOf(jobId),
    queryFn: () => call<typeof getBulkJobContract>('GET', `/bulk-jobs/${jobId}`),
    refetchInterval: ({ state }) => (state.data?.status === 'running' ? askEveryMs : false),
  })
}

/** What can be done with a job: stop it, try again what failed, take back what succeeded (which is a job of its own). */
export function useJobActs(jobId: string, onReversed: (jobId: string) => void) {
  const queryClient = useQueryClient()
  const told = useProblemWords()
  const { message } = App.useApp()
  const onError = (error: unknown) => void message.error(told(error).text)
  const onSuccess = (job: BulkJob) => {
    queryClient.setQueryData(keyOf(job.id), job)
    void queryClient.invalidateQueries({ queryKey: ['/bulk-jobs'] })
  }
  const stop = useMutation({
    mutationFn: () => call<typeof cancelBulkJobContract>('POST', `/bulk-jobs/${jobId}/cancellation`),
    onSuccess,
    onError,
  })
  const retry = useMutation({
    mutationFn: () => call<typeof retryBulkJobContract>('POST', `/bulk-jobs/${jobId}/retry`),
    onSuccess,
    onError,
  })
  const reverse = useMutation({
    mutationFn: () => call<typeof reverseBulkJobContract>('POST', `/bulk-jobs/${jobId}/reversal`),
    onSuccess: (job) => {
      onSuccess(job)
      onReversed(job.id)
    },
    onError,
  })
  return { stop, retry, reverse }
}
