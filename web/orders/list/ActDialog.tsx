import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, Form, Modal } from 'antd'
import { useState } from 'react'
import type { startOrderBulkContract } from '../../../src/orders/bulk/bulk-contract.ts'
import { call } from '../../platform/call.ts'
import { useProblemWords } from '../../platform/use-problem-words.ts'
import { usePlatformWords } from '../../platform/words.ts'
import { ActEffects } from './ActEffects.tsx'
import { ActFields } from './ActFields.tsx'
import type { OrderAct, OrderActName, OrderSelection } from './order-acts.ts'
import { useOrderListWords } from './words.ts'

/** Asks what an act needs, tells what it would come to, and begins it as a job. */
export function ActDialog({
  act,
  selection,
  count,
  onStarted,
  onClose,
}: {
  act: OrderActName
  selection: OrderSelection
  /** How many orders, in words. */
  count: string
  onStarted: (jobId: string) => void
  onClose: () => void
}) {
  const say = useOrderListWords()
  const sayPlatform = usePlatformWords()
  const told = useProblemWords()
  const queryClient = useQueryClient()
  const [form] = Form.useForm<object>()
  const [ready, setReady] = useState<number>()
  const { mutate, isPending, error } = useMutation({
    mutationFn: (input: object) =>
      call<typeof startOrderBulkContract>('POST', '/orders/bulk-jobs', {
        selection,
        action: { name: act, input: withoutEmpty(input) } as OrderAct,
      }),
    onSuccess: ({ id }) => {
      void queryClient.invalidateQueries({ queryKey: ['/bulk-jobs'] })
      onStarted(id)
    },
  })
  return (
    <Modal
      open
      title={say('act_title', { act: say(`act_${act}`), count: say('act_orders', { count }) })}
      okText={say(`act_${act}`)}
      okButtonProps={{ danger: act === 'cancel', disabled: ready === undefined || ready === 0 }}
      cancelText={sayPlatform('cancel')}
      confirmLoading={isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form form={form} layout="vertical" onFinish={mutate} initialValues={act === 'hold' ? { kind: 'manual' } : {}}>
        <ActFields act={act} />
        <ActEffects act={act} selection={selection} onKnown={setReady} />
      </Form>
      {error !== null && <Alert type="error" showIcon role="alert" title={told(error).text} />}
    </Modal>
  )
}

/** What was left empty is not sent. */
function withoutEmpty(input: object): object {
  const given = Object.entries(input).filter(([, value]) => value !== undefined && value !== '' && value.length !== 0)
  return Object.fromEntries(given)
}
