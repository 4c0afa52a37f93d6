import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Form } from 'antd'
import type { receiveStockContract } from '../../src/inventory/contract.ts'
import { paths } from '../paths.ts'
import { type BodyOf, call } from '../platform/call.ts'
import { useDevice } from '../platform/device.ts'
import { Page } from '../platform/ui/Page.tsx'
import { useProblemWords } from '../platform/use-problem-words.ts'
import { useLineEntry } from './line-entry.ts'
import { PlaceField } from './PlaceField.tsx'
import { linesOf, StockPaper } from './StockPaper.tsx'
import { useStockWords } from './words.ts'

type Header = { locationId: string; reference: string }

/** Goods that arrived: scanned one after the other, all of them taken in or none. */
export default function ReceivePage() {
  const say = useStockWords()
  const entry = useLineEntry()
  const { locationId } = useDevice()
  const [form] = Form.useForm<Header>()
  const chosen = Form.useWatch('locationId', form)
  const receive = useReceive(() => {
    entry.clear()
    form.setFieldValue('reference', '')
  })
  return (
    <Page title={say('receive')} from={{ to: paths.stock(), title: say('title') }}>
      <StockPaper<Header>
        form={form}
        initialValues={{ ...(locationId !== undefined && { locationId }) }}
        header={<PlaceField name="locationId" label={say('place')} />}
        entry={entry}
        locationId={chosen}
        sign={1}
        submitWord={say('receive_submit', { count: entry.units })}
        isBusy={receive.isPending}
        onSubmit={({ reference, ...header }) =>
          receive.mutate({ ...header, reference: reference.trim(), lines: linesOf(entry) })
        }
      />
    </Page>
  )
}

function useReceive(onDone: () => void) {
  const say = useStockWords()
  const tell = useProblemWords()
  const client = useQueryClient()
  const { message } = App.useApp()
  return useMutation({
    mutationFn: (body: BodyOf<typeof receiveStockContract>) =>
      call<typeof receiveStockContract>('POST', '/stock/receipts', body),
    onSuccess: ({ lines }) => {
      void message.success(say('received', { count: lines.reduce((sum, { quantity }) => sum + quantity, 0) }))
      void client.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith('/stock') })
      onDone()
    },
    onError: (error) => void message.error(tell(error).text),
  })
}
