import { Button, Modal } from 'antd'
import type { WrongScan } from './use-scans.ts'
import { useWorkWords } from './words.ts'
import styles from './work.module.css'
import { leftOf, type Stage, type Work } from './work.ts'

/**
 * A wrong piece: the screen is red and nothing counts until somebody says that they saw it. Enter does not do: a scanner ends
 * its codes with it.
 */
export function WrongScanDialog({
  wrong,
  work,
  stage,
  onAcknowledge,
}: {
  wrong: WrongScan
  work: Work
  stage: Exclude<Stage, 'ship'>
  onAcknowledge: () => void
}) {
  const say = useWorkWords()
  const wanted = work.lines.filter((line) => leftOf(line, stage) > 0)
  return (
    <Modal
      open
      centered
      closable={false}
      mask={{ closable: false }}
      onCancel={onAcknowledge}
      title={<span className={styles.wrongTitle}>✕ {say('wrong_title')}</span>}
      className={styles.wrong ?? ''}
      footer={
        <Button
          danger
          type="primary"
          size="large"
          block
          className={styles.target ?? ''}
          onClick={onAcknowledge}
          onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
        >
          {say('wrong_ack')}
        </Button>
      }
    >
      <p className={styles.wrongSays} role="alert">
        {saysOf(wrong, say)}
      </p>
      {wanted.length > 0 && (
        <>
          <p>{say('wrong_wanted')}</p>
          <ul>
            {wanted.slice(0, 5).map((line) => (
              <li key={`${line.lineNumber}-${line.allocationNumber}`}>
                {line.name} · {line.sku} × {leftOf(line, stage)}
              </li>
            ))}
          </ul>
        </>
      )}
      <p className={styles.quiet}>{say('wrong_how')}</p>
    </Modal>
  )
}

function saysOf({ why, code, line, named }: WrongScan, say: ReturnType<typeof useWorkWords>): string {
  if (why === 'too_many') return say('wrong_too_many', { sku: line?.sku ?? code })
  return named ? say('wrong_item_named', named) : say('wrong_item', { code })
}
