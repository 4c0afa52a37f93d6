import { useQuery } from '@tanstack/react-query'
import { Alert, App, Select, Skeleton } from 'antd'
import { useState } from 'react'
import type {
  eraseCustomerContract,
  eraseGuestContract,
  exportCustomerContract,
  exportGuestContract,
  previewCustomerErasureContract,
  previewGuestErasureContract,
} from '../../src/privacy/contract.ts'
import type { erasureGrounds } from '../../src/privacy/erasure.ts'
import type { HeldSubject } from '../../src/privacy/legal-hold.ts'
import { type AnswerOf, call } from '../platform/call.ts'
import { saveFile } from '../platform/save-file.ts'
import { useMay } from '../platform/session.ts'
import { ActionButton } from '../platform/ui/ActionButton.tsx'
import { Facts } from '../platform/ui/Facts.tsx'
import { Fault } from '../platform/ui/Fault.tsx'
import { SidePanel } from '../platform/ui/SidePanel.tsx'
import { useAct } from '../platform/use-act.tsx'
import { useListWords } from '../platform/use-list-words.ts'
import { LegalHold } from './LegalHold.tsx'
import styles from './privacy.module.css'
import { pathOfSubject } from './subject.ts'
import { usePrivacyWords } from './words.ts'

type Preview = AnswerOf<typeof previewCustomerErasureContract>
type Ground = (typeof erasureGrounds)[number]

/** The server's: src/privacy/erasure.ts. */
const grounds = [
  'request',
  'consent_withdrawn',
  'no_longer_needed',
  'unlawful',
  'other',
] as const satisfies readonly Ground[]

/** What is done for one customer, or the guest of an order: a copy of their data, their erasure, a hold against it. */
export function PersonPanel({ subject, onClose }: { subject: HeldSubject; onClose: () => void }) {
  const say = usePrivacyWords()
  const { data, error, refetch } = useQuery({
    queryKey: ['/privacy', subject.id],
    queryFn: () =>
      call<typeof previewCustomerErasureContract | typeof previewGuestErasureContract>(
        'GET',
        `${pathOfSubject(subject)}/erasure`,
      ),
  })
  return (
    <SidePanel title={say(subject.type === 'customer' ? 'person' : 'guest')} isOpen onClose={onClose}>
      {error && <Fault error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton active />}
      {data && (
        <>
          <Copy subject={subject} />
          <LegalHold subject={subject} holds={data.legalHolds} />
          <Erase subject={subject} state={data} />
        </>
      )}
    </SidePanel>
  )
}

function Copy({ subject }: { subject: HeldSubject }) {
  const say = usePrivacyWords()
  const may = useMay()
  const { act, isBusy } = useAct()
  const take = async (format: 'json' | 'csv') => {
    const copy = await act(
      () =>
        call<typeof exportCustomerContract | typeof exportGuestContract>('POST', `${pathOfSubject(subject)}/export`, {
          format,
        }),
      { says: say('copy_made') },
    )
    if (!copy) return
    if (copy.sections) saveFile(`${copy.exportId}.json`, 'application/json', JSON.stringify(copy.sections, null, 2))
    for (const { fileName, mediaType, text } of copy.files ?? []) saveFile(fileName, mediaType, text)
  }
  const reason = may('privacy.export') ? undefined : say('not_permitted')
  return (
    <section>
      <h2 className={styles.part}>{say('copy')}</h2>
      <p className={styles.says}>{say('copy_says')}</p>
      <div className={styles.acts}>
        <ActionButton reason={reason} loading={isBusy} onClick={() => void take('csv')}>
          {say('copy_csv')}
        </ActionButton>
        <ActionButton reason={reason} loading={isBusy} onClick={() => void take('json')}>
          {say('copy_json')}
        </ActionButton>
      </div>
    </section>
  )
}

function Erase({ subject, state }: { subject: HeldSubject; state: Preview }) {
  const say = usePrivacyWords()
  const join = useListWords()
  const may = useMay()
  const { modal } = App.useApp()
  const { act, isBusy } = useAct()
  const [ground, setGround] = useState<Ground>('request')
  const { people, orders, openOrders, unsettledOrders, legalHolds, erasable } = state
  const erase = async () => {
    const title = say('erase')
    const isSure = await modal.confirm({
      ...{ title, content: say('erase_confirm', { people, orders }), okText: title, okButtonProps: { danger: true } },
    })
    if (!isSure) return
    const path = `${pathOfSubject(subject)}/erasure`
    await act(() => call<typeof eraseCustomerContract | typeof eraseGuestContract>('POST', path, { ground }), {
      ...{ says: say('erased'), stale: ['/privacy', '/customers', '/orders'] },
    })
  }
  const obstacles = [
    ...(openOrders.length > 0 ? [say('obstacle_open', { numbers: join(openOrders.map(String)) })] : []),
    ...(unsettledOrders.length > 0 ? [say('obstacle_unsettled', { numbers: join(unsettledOrders.map(String)) })] : []),
    ...(legalHolds.length > 0 ? [say('obstacle_hold')] : []),
  ]
  const reason = may('privacy.erase') ? obstacles[0] : say('not_permitted')
  return (
    <section>
      <h2 className={styles.part}>{say('erase')}</h2>
      <p className={styles.says}>{say('erase_says')}</p>
      <div className={styles.counts}>
        <Facts
          facts={[
            [say('erase_people'), people],
            [say('erase_orders'), orders],
          ]}
        />
      </div>
      {!erasable && (
        <Alert
          type="warning"
          showIcon
          title={say('obstacles')}
          description={obstacles.map((text) => <div key={text}>{text}</div>)}
          style={{ marginBottom: 12 }}
        />
      )}
      <Select
        aria-label={say('ground')}
        style={{ minWidth: 180, marginInlineEnd: 8 }}
        value={ground}
        onChange={setGround}
        options={grounds.map((value) => ({ value, label: say(value === 'other' ? 'ground_else' : `ground_${value}`) }))}
      />
      <ActionButton danger reason={reason} loading={isBusy} onClick={() => void erase()}>
        {say('erase')}
      </ActionButton>
    </section>
  )
}
