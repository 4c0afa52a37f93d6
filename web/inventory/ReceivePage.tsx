import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Form, Input } from 'antd'
import type { receiveStockContract } from '../../src/inventory/contract.ts'
import { paths } from '../paths.ts'
import { type BodyOf, call } from '../platform/call.ts'
import { useDevice } from '../platform/device.ts'
import { ActionButton } from '../platform/ui/ActionButton.tsx'
import { Page } from '../platform/ui/Page.tsx'
import { PageLink } from '../platform/ui/PageLink.tsx'
import { useProblemWords } from '../platform/use-problem-words.ts'
import { useUnsavedGuard } from '../platform/use-unsaved-guard.ts'
import { EntryLines } from './EntryLines.tsx'
import { ItemFinder } from './ItemFinder.tsx'
import { useLineEntry } from './line-entry.ts'
import { PlaceField } from './PlaceField.tsx'
import styles from './stock.module.css'
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
  useUnsavedGuard(entry.lines.length > 0)
  const submit = ({ reference, ...header }: Header) =>
    receive.mutate({
      ...header,
      reference: reference.trim(),
      lines: entry.lines.map(({ itemId, quantity }) => ({ itemId, quantity })),
    })
  return (
    <Page title={say('receive')} tools={<PageLink to={paths.stock()}>{say('title')}</PageLink>}>
      <Form<Header>
        form={form}
        layout="vertical"
        className={styles.form ?? ''}
        initialValues={{ locationId, reference: '' }}
        onFinish={submit}
      >
        <div className={styles.fields}>
          <PlaceField name="locationId" label={say('place')} />
          <Form.Item name="reference" label={say('reference')}>
            <Input size="large" maxLength={200} placeholder={say('reference_hint')} />
          </Form.Item>
        </div>
      </Form>
      <div className={styles.form}>
        <ItemFinder hint={say('scan_lines')} onFound={(item) => entry.add(item)} />
        <EntryLines entry={entry} locationId={chosen} sign={1} />
        <div className={styles.foot}>
          <ActionButton
            type="primary"
            size="large"
            loading={receive.isPending}
            reason={entry.units > 0 ? undefined : say('lines_empty')}
            onClick={() => form.submit()}
          >
            {say('receive_submit', { count: entry.units })}
          </ActionButton>
          <span className={styles.quiet}>{say('lines_sum', { lines: entry.lines.length, units: entry.units })}</span>
        </div>
      </div>
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
