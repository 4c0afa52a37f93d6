import { Form, type FormInstance, Input } from 'antd'
import type { ReactNode } from 'react'
import { ActionButton } from '../platform/ui/ActionButton.tsx'
import { useUnsavedGuard } from '../platform/use-unsaved-guard.ts'
import { EntryLines } from './EntryLines.tsx'
import { ItemFinder, useFindItem } from './ItemFinder.tsx'
import type { LineEntry } from './line-entry.ts'
import styles from './stock.module.css'
import { useStockWords } from './words.ts'

type Paper<Header extends object> = {
  form: FormInstance<Header>
  initialValues: Partial<Header>
  /** Where from, where to, why. */
  header: ReactNode
  entry: LineEntry
  /** What a scan counts. */
  by?: number
  /** The place whose stock the lines change, and which way. */
  locationId: string | undefined
  sign: 1 | -1
  isSigned?: boolean
  submitWord: string
  isBusy: boolean
  onSubmit: (header: Header) => void
}

/** A paper about stock: its head, then the goods, scanned one after the other, then what is done with it. */
export function StockPaper<Header extends object>(paper: Paper<Header>) {
  const { form, initialValues, header, entry, by = 1, locationId, sign, isSigned = false } = paper
  const say = useStockWords()
  const find = useFindItem((item) => entry.add(item, by))
  useUnsavedGuard(entry.lines.length > 0)
  const isEmpty = entry.lines.every(({ quantity }) => quantity === 0)
  return (
    <>
      <Form<Header>
        form={form}
        layout="vertical"
        className={styles.form ?? ''}
        initialValues={{ ...initialValues, reference: '' }}
        onFinish={paper.onSubmit}
      >
        <div className={styles.fields}>
          {header}
          <Form.Item name="reference" label={say('reference')}>
            <Input size="large" maxLength={200} placeholder={say('reference_hint')} />
          </Form.Item>
        </div>
      </Form>
      <div className={styles.form}>
        <ItemFinder hint={say('scan_lines')} onFound={(item) => entry.add(item, by)} />
        <EntryLines {...{ entry, locationId, sign, isSigned }} onScan={(code) => void find(code)} />
        <div className={styles.foot}>
          <ActionButton
            type="primary"
            size="large"
            loading={paper.isBusy}
            reason={isEmpty ? say('lines_empty') : undefined}
            onClick={() => form.submit()}
          >
            {paper.submitWord}
          </ActionButton>
          {!isEmpty && !isSigned && (
            <span className={styles.quiet}>{say('lines_sum', { lines: entry.lines.length, units: entry.units })}</span>
          )}
        </div>
      </div>
    </>
  )
}

/** The lines of a paper as they are sent. */
export function linesOf({ lines }: LineEntry): { itemId: string; quantity: number }[] {
  return lines.filter(({ quantity }) => quantity !== 0).map(({ itemId, quantity }) => ({ itemId, quantity }))
}
