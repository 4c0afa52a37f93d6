import { FileTextOutlined, PrinterOutlined, SoundOutlined } from '@ant-design/icons'
import { useParams } from '@tanstack/react-router'
import { Alert, Button, Segmented, Skeleton } from 'antd'
import { useState } from 'react'
import type { getFulfillmentOrderContract } from '../../src/fulfillment/contract.ts'
import { usePlaces } from '../locations/use-places.ts'
import { paths } from '../paths.ts'
import { useIsNarrow } from '../platform/device.ts'
import { useLiveQueries } from '../platform/live/use-live.ts'
import { useOutbox } from '../platform/outbox/outbox.ts'
import { SyncState } from '../platform/outbox/SyncState.tsx'
import { useKeptQuery } from '../platform/outbox/use-kept-query.ts'
import { useSignals } from '../platform/scan/use-signals.ts'
import { oneOf, useSetView, useView } from '../platform/search.ts'
import { useMay } from '../platform/session.ts'
import { Fault } from '../platform/ui/Fault.tsx'
import { Page } from '../platform/ui/Page.tsx'
import { useGo } from '../platform/ui/PageLink.tsx'
import { useChannelName } from '../settings/use-channels.ts'
import { HoldButton } from './HoldButton.tsx'
import { CancellationNotice, HoldNotice, RefusedNotice } from './notices.tsx'
import { Parcels } from './Parcels.tsx'
import { ScanStage } from './ScanStage.tsx'
import { ShipStage } from './ShipStage.tsx'
import { useArrivals } from './use-arrivals.ts'
import { WorkStatus } from './WorkStatus.tsx'
import { useWorkWords } from './words.ts'
import styles from './work.module.css'
import { leftIn, type Stage, stageOf, stages, type Work, wantedOf, withWaiting } from './work.ts'

/** One piece of work, one task at a time: what is next, and whether what was scanned is it. */
export default function TaskPage() {
  const say = useWorkWords()
  const { workId = '' } = useParams({ strict: false }) as { workId?: string }
  const { data, error, refetch } = useKeptQuery<typeof getFulfillmentOrderContract>(`/fulfillment-orders/${workId}`)
  if (data !== undefined) return <Task served={data} />
  return (
    <Page title={say('title')}>
      {error ? <Fault error={error} onRetry={() => void refetch()} /> : <Skeleton active paragraph={{ rows: 6 }} />}
    </Page>
  )
}

function Task({ served }: { served: Work }) {
  const say = useWorkWords()
  const may = useMay()
  const { nameOf } = usePlaces()
  const channelName = useChannelName()
  const { requests } = useOutbox()
  useArrivals(served.id)
  useLiveQueries(['fulfillment_order'], [[`/fulfillment-orders/${served.id}`]], (id) => id === served.id)
  const work = withWaiting(served, requests)
  const [stage, setStage] = useStage(work)
  return (
    <Page
      title={say('work_title', { number: work.orderNumber })}
      from={{ to: paths.warehouse(), title: say('title') }}
      extra={
        <>
          <WorkStatus status={work.status} />
          <span className={styles.quiet}>
            {nameOf(work.locationId)} · {channelName(work.channel)}
          </span>
          <SyncState />
        </>
      }
      tools={<TaskTools work={work} />}
    >
      <div className={styles.task}>
        <RefusedNotice work={work} />
        <CancellationNotice work={work} />
        <HoldNotice work={work} />
        {!may('fulfillment.work') && <Alert type="info" showIcon title={say('no_permission_work')} />}
        <Segmented<Stage>
          block
          size="large"
          value={stage}
          onChange={setStage}
          options={stages.map((each) => ({ value: each, label: <StageLabel work={work} stage={each} /> }))}
        />
        {stage === 'ship' ? (
          <ShipStage work={work} />
        ) : (
          <ScanStage
            key={stage}
            work={work}
            stage={stage}
            onNext={() => setStage(stage === 'pick' ? 'pack' : 'ship')}
          />
        )}
        <Parcels work={work} />
      </div>
    </Page>
  )
}

/** The stage that is shown: the one that the address names, else the one that came next as the page was opened. */
function useStage(work: Work): [Stage, (stage: Stage) => void] {
  const setView = useSetView()
  const named = oneOf(useView().stage)
  const [opened] = useState(() => stageOf(work))
  const stage = stages.find((each) => each === named) ?? opened
  return [stage, (next) => setView({ stage: next })]
}

function StageLabel({ work, stage }: { work: Work; stage: Stage }) {
  const say = useWorkWords()
  const left = leftIn(work, stage)
  const wanted = work.lines.reduce((sum, line) => sum + wantedOf(line, stage), 0)
  return (
    <span>
      {say(`stage_${stage}`)} <small>{left > 0 ? say('stage_left', { count: left }) : wanted > 0 && '✓'}</small>
    </span>
  )
}

function TaskTools({ work }: { work: Work }) {
  const say = useWorkWords()
  const go = useGo()
  const { isOn, toggle } = useSignals()
  const isNarrow = useIsNarrow()
  const tool = (label: string) => (isNarrow ? { 'aria-label': label } : { children: label })
  return (
    <>
      <HoldButton work={work} />
      <Button
        type="text"
        icon={<SoundOutlined className={isOn ? '' : (styles.quiet ?? '')} />}
        onClick={toggle}
        aria-pressed={isOn}
        {...tool(say(isOn ? 'sound_on' : 'sound_off'))}
      />
      <Button
        type="text"
        icon={<PrinterOutlined />}
        onClick={() => go(paths.printWork('picking', [work.id]))}
        {...tool(say('print_title_picking'))}
      />
      <Button
        type="text"
        icon={<FileTextOutlined />}
        onClick={() => go(paths.printWork('slip', [work.id]))}
        {...tool(say('print_title_slip'))}
      />
    </>
  )
}
