import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Form } from 'antd'
import { flushSync } from 'react-dom'
import type { createTransferContract } from '../../src/inventory/transfers/contract.ts'
import { paths } from '../paths.ts'
import { type BodyOf, call } from '../platform/call.ts'
import { useDevice } from '../platform/device.ts'
import { Page } from '../platform/ui/Page.tsx'
import { useGo } from '../platform/ui/PageLink.tsx'
import { useProblemWords } from '../platform/use-problem-words.ts'
import { useLineEntry } from './line-entry.ts'
import { PlaceField } from './PlaceField.tsx'
import { linesOf, StockPaper } from './StockPaper.tsx'
import { useStockWords } from './words.ts'

type Header = { fromLocationId: string; toLocationId: string; reference: string }

/** Plans that goods go from one place to another. */
export default function NewTransferPage() {
  const say = useStockWords()
  const entry = useLineEntry()
  const { locationId } = useDevice()
  const [form] = Form.useForm<Header>()
  const from = Form.useWatch('fromLocationId', form)
  const create = useCreate(() => flushSync(entry.clear))
  const submit = ({ reference, ...header }: Header) => {
    if (header.fromLocationId === header.toLocationId) {
      form.setFields([{ name: 'toLocationId', errors: [say('transfer_same')] }])
      return
    }
    create.mutate({ ...header, reference: reference.trim(), lines: linesOf(entry) })
  }
  return (
    <Page title={say('transfer_new')} from={{ to: paths.transfers(), title: say('transfers') }}>
      <StockPaper<Header>
        form={form}
        initialValues={{ ...(locationId !== undefined && { fromLocationId: locationId }) }}
        header={
          <>
            <PlaceField name="fromLocationId" label={say('from_place')} />
            <PlaceField name="toLocationId" label={say('to_place')} isOther />
          </>
        }
        entry={entry}
        locationId={from}
        sign={-1}
        submitWord={say('transfer_submit', { count: entry.units })}
        isBusy={create.isPending}
        onSubmit={submit}
      />
    </Page>
  )
}

function useCreate(onDone: () => void) {
  const say = useStockWords()
  const tell = useProblemWords()
  const go = useGo()
  const client = useQueryClient()
  const { message } = App.useApp()
  return useMutation({
    mutationFn: (body: BodyOf<typeof createTransferContract>) =>
      call<typeof createTransferContract>('POST', '/stock/transfers', body),
    onSuccess: ({ id }) => {
      void message.success(say('transfer_created'))
      void client.invalidateQueries({ queryKey: ['/stock/transfers'] })
      onDone()
      go(paths.transfer(id))
    },
    onError: (error) => void message.error(tell(error).text),
  })
}
