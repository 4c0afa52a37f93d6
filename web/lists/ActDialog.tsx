import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, Form, Modal } from 'antd'
import { useState } from 'react'
import type { Contract } from '../../src/platform/http/contract.ts'
import type { BulkJob } from '../bulk/use-job.ts'
import { call } from '../platform/call.ts'
import { useProblemWords } from '../platform/use-problem-words.ts'
import { usePlatformWords } from '../platform/words.ts'
import { ActEffects } from './ActEffects.tsx'
import { type AskedAct, type ListActs, withoutEmpty } from './list-acts.ts'
import { useListsWords } from './words.ts'

/** Asks what an act needs, tells what it would come to, and begins it as a job. */
export function ActDialog({
  acts,
  asked: { act, selection, count },
  onStarted,
  onClose,
}: {
  acts: ListActs
  asked: AskedAct
  onStarted: (jobId: string) => void
  onClose: () => void
}) {
  const say = useListsWords()
  const sayPlatform = usePlatformWords()
  const told = useProblemWords()
  const queryClient = useQueryClient()
  const [form] = Form.useForm<object>()
  const [ready, setReady] = useState<number>()
  const { mutate, isPending, error } = useMutation({
    mutationFn: async (given: object) => {
      const input = acts.inputOf?.(act, given) ?? withoutEmpty(given)
      const body = { selection, action: { name: act, input } } as never
      return (await call<Contract>('POST', acts.path, body)) as BulkJob
    },
    onSuccess: ({ id }) => {
      void queryClient.invalidateQueries({ queryKey: ['/bulk-jobs'] })
      onStarted(id)
    },
  })
  return (
    <Modal
      open
      title={say('act_title', { act: acts.titleOf(act), count: acts.countOf(count) })}
      okText={acts.titleOf(act)}
      okButtonProps={{
        danger: acts.dangers?.includes(act) === true,
        disabled: ready === undefined || ready === 0,
      }}
      cancelText={sayPlatform('cancel')}
      confirmLoading={isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form form={form} layout="vertical" onFinish={mutate} initialValues={acts.initial?.(act) ?? {}}>
        {acts.fields(act)}
        <ActEffects acts={acts} act={act} selection={selection} onKnown={setReady} />
      </Form>
      {error !== null && <Alert type="error" showIcon role="alert" title={told(error).text} />}
    </Modal>
  )
}
