import { CameraOutlined } from '@ant-design/icons'
import { App, Button } from 'antd'
import { useState } from 'react'
import { fulfillmentOrderActions } from '../../src/fulfillment/fulfillment-order.ts'
import { can } from '../../src/platform/states.ts'
import { enqueue } from '../platform/outbox/outbox.ts'
import { useMay } from '../platform/session.ts'
import { ActionButton } from '../platform/ui/ActionButton.tsx'
import { CameraScan } from '../platform/ui/CameraScan.tsx'
import { ScanBox } from '../platform/ui/ScanBox.tsx'
import { ScanLines } from './ScanLines.tsx'
import { type Scans, useScans } from './use-scans.ts'
import { WrongScanDialog } from './WrongScanDialog.tsx'
import { useWorkWords } from './words.ts'
import styles from './work.module.css'
import { leftIn, leftOf, type Stage, type Work } from './work.ts'

type ScannedStage = Exclude<Stage, 'ship'>

/** Picking or checking: the next item, the box that a scanner writes into, and all items with how far they are. */
export function ScanStage({ work, stage, onNext }: { work: Work; stage: ScannedStage; onNext: () => void }) {
  const say = useWorkWords()
  const may = useMay()
  const reason = useStageReason(work, stage)
  const scans = useScans(work, stage)
  const left = leftIn(work, stage)
  return (
    <section aria-label={say(`stage_${stage}`)} className={styles.stage}>
      {left > 0 && reason === undefined && <ScanArea scans={scans} />}
      {reason !== undefined && left > 0 && may('fulfillment.work') && <p className={styles.quiet}>{reason}</p>}
      {left > 0 ? <NextItem work={work} stage={stage} /> : <StageOver work={work} stage={stage} onNext={onNext} />}
      <LastScan scans={scans} />
      <ScanLines work={work} stage={stage} reason={reason} />
      {left > 0 && <AllLeft work={work} stage={stage} reason={reason} />}
      {scans.wrong && (
        <WrongScanDialog wrong={scans.wrong} work={work} stage={stage} onAcknowledge={scans.acknowledge} />
      )}
    </section>
  )
}

/** Why nothing may be scanned now. */
function useStageReason(work: Work, stage: ScannedStage): string | undefined {
  const say = useWorkWords()
  const may = useMay()
  if (!may('fulfillment.work')) return say('no_permission_work')
  if (can(fulfillmentOrderActions, stage, work.status)) return undefined
  return say('not_now', { status: say(`status_${work.status}`), stage: say(`stage_${stage}`) })
}

function ScanArea({ scans }: { scans: Scans }) {
  const say = useWorkWords()
  const [isCameraOpen, setCameraOpen] = useState(false)
  return (
    <>
      <div className={styles.find}>
        <ScanBox
          label={say('scan_label')}
          placeholder={say('scan_goods')}
          onScan={scans.scan}
          holdsFocus={scans.wrong === undefined}
        />
        <Button
          size="large"
          className={styles.target ?? ''}
          icon={<CameraOutlined />}
          aria-label={say('camera')}
          onClick={() => setCameraOpen(!isCameraOpen)}
        />
      </div>
      {isCameraOpen && <CameraScan onScan={scans.scan} onClose={() => setCameraOpen(false)} />}
    </>
  )
}

function NextItem({ work, stage }: { work: Work; stage: ScannedStage }) {
  const say = useWorkWords()
  const next = work.lines.find((line) => leftOf(line, stage) > 0)
  if (next === undefined) return null
  return (
    <div className={styles.next}>
      <div>
        <small>{say('next_item')}</small>
        <strong className={styles.nextName}>{next.name}</strong>
        <span className={styles.code}>
          {next.sku}
          {next.barcode !== null && ` · ${next.barcode}`}
        </span>
      </div>
      <span className={styles.nextCount}>{say('need', { count: leftOf(next, stage) })}</span>
    </div>
  )
}

function LastScan({ scans: { last } }: { scans: Scans }) {
  const say = useWorkWords()
  const text =
    last?.kind === 'right'
      ? last.left > 0
        ? `${last.line.sku}: ${say('right_left', { count: last.left })}`
        : say('right_line', { sku: last.line.sku })
      : ''
  return (
    <output className={last?.kind === 'right' ? styles.right : styles.unseen} aria-live="polite">
      {text !== '' && `✓ ${text}`}
    </output>
  )
}

function StageOver({ work, stage, onNext }: { work: Work; stage: ScannedStage; onNext: () => void }) {
  const say = useWorkWords()
  const isEmpty = stage === 'pack' && work.lines.every(({ picked }) => picked === 0)
  return (
    <div className={styles.over}>
      <span>{isEmpty ? say('nothing_picked_yet') : `✓ ${say(`nothing_to_${stage}`)}`}</span>
      {!isEmpty && (
        <Button type="primary" size="large" className={styles.target ?? ''} onClick={onNext}>
          {say(stage === 'pick' ? 'to_pack' : 'to_ship')}
        </Button>
      )}
    </div>
  )
}

function AllLeft({ work, stage, reason }: { work: Work; stage: ScannedStage; reason: string | undefined }) {
  const say = useWorkWords()
  const { modal } = App.useApp()
  const isPick = stage === 'pick'
  const ask = () =>
    void modal.confirm({
      // The Enter of a scanner is no yes.
      autoFocusButton: 'cancel',
      title: say('all_confirm_title'),
      content: say('all_confirm_says', { count: leftIn(work, stage) }),
      okText: say(isPick ? 'all_found' : 'all_checked'),
      onOk: () =>
        enqueue({
          subject: work.id,
          label: say(isPick ? 'label_pick_all' : 'label_pack_all'),
          path: `/fulfillment-orders/${work.id}/${isPick ? 'picks' : 'packages'}`,
          body: {},
        }),
    })
  return (
    <ActionButton reason={reason} className={styles.target ?? ''} onClick={ask}>
      {say(isPick ? 'all_found' : 'all_checked')}
    </ActionButton>
  )
}
