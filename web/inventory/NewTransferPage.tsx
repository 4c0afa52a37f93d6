import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Form, Input } from 'antd'
import { flushSync } from 'react-dom'
import type { createTransferContract } from '../../src/inventory/transfers/contract.ts'
import { paths } from '../paths.ts'
import { type BodyOf, call } from '../platform/call.ts'
import { useDevice } from '../platform/device.ts'
import { ActionButton } from '../platform/ui/ActionButton.tsx'
import { Page } from '../platform/ui/Page.tsx'
import { PageLink, useGo } from '../platform/ui/PageLink.tsx'
import { useProblemWords } from '../platform/use-problem-words.ts'
import { useUnsavedGuard } from '../platform/use-unsaved-guard.ts'
import { EntryLines } from './EntryLines.tsx'
import { ItemFinder } from './ItemFinder.tsx'
import { useLineEntry } from './line-entry.ts'
import { PlaceField } from './PlaceField.tsx'
import styles from './stock.module.css'
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
  useUnsavedGuard(entry.lines.length > 0)
  const submit = ({ reference, ...header }: Header) => {
    if (header.fromLocationId === header.toLocationId) {
      form.setFields([{ name: 'toLocationId', errors: [say('transfer_same')] }])
      return
    }
    create.mutate({
      ...header,
      reference: reference.trim(),
      lines: entry.lines.map(({ itemId, quantity }) => ({ itemId, quantity })),
    })
  }
  return (
    <Page title={say('transfer_new')} tools={<PageLink to={paths.transfers()}>{say('transfers')}</PageLink>}>
      <Form<Header>
        form={form}
        layout="vertical"
        className={styles.form ?? ''}
        initialValues={{ fromLocationId: locationId, reference: '' }}
        onFinish={submit}
      >
        <div className={styles.fields}>
          <PlaceField name="fromLocationId" label={say('from_place')} />
          <PlaceField name="toLocationId" label={say('to_place')} />
          <Form.Item name="reference" label={say('reference')}>
            <Input size="large" maxLength={200} placeholder={say('reference_hint')} />
          </Form.Item>
        </div>
      </Form>
      <div className={styles.form}>
        <ItemFinder hint={say('scan_lines')} onFound={(item) => entry.add(item)} />
        <EntryLines entry={entry} locationId={from} sign={-1} />
        <div className={styles.foot}>
          <ActionButton
            type="primary"
            size="large"
            loading={create.isPending}
            reason={entry.units > 0 ? undefined : say('lines_empty')}
            onClick={() => form.submit()}
          >
            {say('transfer_submit', { count: entry.units })}
          </ActionButton>
        </div>
      </div>
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
