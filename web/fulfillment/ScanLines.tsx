import { useState } from 'react'
import { ActionButton } from '../platform/ui/ActionButton.tsx'
import { QuantityDialog } from './QuantityDialog.tsx'
import { useWorkWords } from './words.ts'
import styles from './work.module.css'
import { leftOf, type Stage, type Work, type WorkLine, wantedOf } from './work.ts'

type ScannedStage = Exclude<Stage, 'ship'>

/** Every item of the work, those that are not done first, each with what may be told of it without scanning. */
export function ScanLines({ work, stage, reason }: { work: Work; stage: ScannedStage; reason: string | undefined }) {
  const say = useWorkWords()
  const lines = work.lines.filter((line) => stage === 'pick' || line.picked > 0)
  if (lines.length === 0) return null
  const byLeft = lines.toSorted((a, b) => Number(leftOf(a, stage) === 0) - Number(leftOf(b, stage) === 0))
  return (
    <ul className={styles.lines} aria-label={say('all_lines')}>
      {byLeft.map((line) => (
        <ScanLine key={`${line.lineNumber}-${line.allocationNumber}`} {...{ work, stage, reason, line }} />
      ))}
    </ul>
  )
}

function ScanLine(props: { work: Work; stage: ScannedStage; reason: string | undefined; line: WorkLine }) {
  const { work, stage, reason, line } = props
  const say = useWorkWords()
  const [asked, setAsked] = useState<'quantity' | 'short'>()
  const left = leftOf(line, stage)
  const wanted = wantedOf(line, stage)
  return (
    <li className={left === 0 ? styles.lineDone : styles.line} data-sku={line.sku}>
      <span className={styles.lineName}>
        <span>{line.name}</span>
        <span className={styles.code}>
          {line.sku}
          {line.barcode !== null && ` · ${line.barcode}`}
        </span>
      </span>
      <span className={styles.lineCount}>
        <span className="figure">{say('done_of', { done: wanted - left, wanted })}</span>
        {left === 0 && <span aria-hidden="true"> ✓</span>}
        {line.short > 0 && <small className={styles.short}>{say('short_of', { count: line.short })}</small>}
      </span>
      {left > 0 && (
        <span className={styles.lineTools}>
          <ActionButton reason={reason} className={styles.target ?? ''} onClick={() => setAsked('quantity')}>
            {say('type_quantity')}
          </ActionButton>
          {stage === 'pick' && (
            <ActionButton reason={reason} danger className={styles.target ?? ''} onClick={() => setAsked('short')}>
              {say('short_button')}
            </ActionButton>
          )}
        </span>
      )}
      {asked && <QuantityDialog {...{ work, stage, line }} kind={asked} onClose={() => setAsked(undefined)} />}
    </li>
  )
}
