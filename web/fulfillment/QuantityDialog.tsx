import { App, InputNumber, Modal, Radio } from 'antd'
import { useId, useState } from 'react'
import { type ShortReason, shortReasons } from '../../src/fulfillment/fulfillment-order.ts'
import { enqueue } from '../platform/outbox/outbox.ts'
import { useSignals } from '../platform/scan/use-signals.ts'
import { useStrayScans } from '../platform/scan/use-stray-scans.ts'
import { usePlatformWords } from '../platform/words.ts'
import { useWorkWords } from './words.ts'
import styles from './work.module.css'
import { leftOf, type Stage, type Work, type WorkLine } from './work.ts'

/** So many of one item at once: found, checked, or missing; what missing ones lead to is said before. */
export function QuantityDialog({
  work,
  stage,
  line,
  kind,
  onClose,
}: {
  work: Work
  stage: Exclude<Stage, 'ship'>
  line: WorkLine
  kind: 'quantity' | 'short'
  onClose: () => void
}) {
  const say = useWorkWords()
  const common = usePlatformWords()
  const labelId = useId()
  const left = leftOf(line, stage)
  const [count, setCount] = useState<number | null>(left)
  const [reason, setReason] = useState<ShortReason>('not_found')
  const catchScan = useUncountedScans()
  const isShort = kind === 'short'
  const { sku, lineNumber } = line
  const isFine = count !== null && Number.isInteger(count) && count >= 1 && count <= left
  const record = async () => {
    if (!isFine) return
    await enqueue({
      subject: work.id,
      label: isShort
        ? say('label_short', { sku, count })
        : `${say(stage === 'pick' ? 'label_pick' : 'label_pack', { sku })} × ${count}`,
      path: `/fulfillment-orders/${work.id}/${stage === 'pick' ? 'picks' : 'packages'}`,
      body: isShort
        ? { lines: [{ lineNumber, quantity: 0, short: count }], shortReason: reason }
        : { lines: [{ lineNumber, quantity: count }] },
    })
    onClose()
  }
  return (
    <Modal
      open
      title={say(isShort ? 'short_title' : 'type_title', { sku })}
      onCancel={onClose}
      onOk={() => void record()}
      okText={say(isShort ? 'short_confirm' : 'record', { count: count ?? 0 })}
      cancelText={common('cancel')}
      okButtonProps={{ disabled: !isFine, danger: isShort, className: styles.target ?? '' }}
      cancelButtonProps={{ className: styles.target ?? '' }}
      modalRender={(dialog) => <div onKeyDownCapture={catchScan}>{dialog}</div>}
    >
      {isShort && <p>{say('short_says')}</p>}
      {isShort && <ReasonChoice reason={reason} onChoose={setReason} />}
      <label htmlFor={labelId}>{say(isShort ? 'short_label' : 'type_label')}</label>
      <InputNumber
        id={labelId}
        size="large"
        autoFocus
        min={1}
        max={left}
        precision={0}
        value={count}
        onChange={setCount}
        onPressEnter={() => void record()}
        className={styles.quantity ?? ''}
      />
      {isShort && isFine && <p>{say('short_effect', { count, left: left - count })}</p>}
    </Modal>
  )
}

/** A scan while a quantity is typed is neither the quantity nor one more. */
function useUncountedScans() {
  const say = useWorkWords()
  const signals = useSignals()
  const { message } = App.useApp()
  return useStrayScans(() => {
    signals.tell('wrong', say('scan_uncounted'))
    void message.warning(say('scan_uncounted'))
  })
}

function ReasonChoice({ reason, onChoose }: { reason: ShortReason; onChoose: (reason: ShortReason) => void }) {
  const say = useWorkWords()
  return (
    <Radio.Group
      value={reason}
      onChange={({ target }) => onChoose(target.value as ShortReason)}
      options={shortReasons.map((each) => ({ value: each, label: say(`short_reason_${each}`) }))}
      aria-label={say('short_reason')}
      className={styles.reasons ?? ''}
    />
  )
}
