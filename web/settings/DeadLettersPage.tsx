import { App } from 'antd'
import { useTranslation } from 'react-i18next'
import type { listDeadLettersContract, retryDeadLettersContract } from '../../src/platform/dead-letters/contract.ts'
import { ActorName } from '../access/ActorName.tsx'
import { useDeedName } from '../audit/use-deed-name.ts'
import { call } from '../platform/call.ts'
import { oneOf, useSetView, useView } from '../platform/search.ts'
import { useMay } from '../platform/session.ts'
import { ActionButton } from '../platform/ui/ActionButton.tsx'
import { EmptyState } from '../platform/ui/EmptyState.tsx'
import { KeysetTable } from '../platform/ui/KeysetTable.tsx'
import { ListTabs } from '../platform/ui/list/ListTabs.tsx'
import { Moment } from '../platform/ui/Moment.tsx'
import { PageLink } from '../platform/ui/PageLink.tsx'
import type { RowColumn } from '../platform/ui/row-column.ts'
import { useAct } from '../platform/use-act.tsx'
import { useKeysetList } from '../platform/use-keyset-list.ts'
import { LetterActs } from './dead-letters/LetterActs.tsx'
import { LetterContent } from './dead-letters/LetterContent.tsx'
import { keyOf, type Letter, pathOfObject } from './dead-letters/letter.ts'
import { SettingsFrame } from './SettingsFrame.tsx'
import styles from './settings.module.css'
import { useSettingsWords } from './words.ts'

/** Events that one of those who are told of them could not handle for a day, and those of them that were set aside. */
export default function DeadLettersPage() {
  const say = useSettingsWords()
  const setView = useSetView()
  const state = oneOf(useView().state) === 'set_aside' ? 'set_aside' : 'dead'
  const list = useKeysetList<typeof listDeadLettersContract>('/dead-letters', { state })
  return (
    <SettingsFrame section="dead_letters" isWide tools={state === 'dead' && list.items.length > 0 && <RetryAll />}>
      <ListTabs
        label={say('dead_letters_title')}
        tabs={(['dead', 'set_aside'] as const).map((key) => ({ key, title: say(`dead_tab_${key}`) }))}
        open={state}
        onTab={(key) => setView({ state: key === 'dead' ? undefined : key }, true)}
      />
      <KeysetTable<Letter>
        list={list}
        label={say(`dead_tab_${state}`)}
        keyOf={keyOf}
        empty={
          state === 'dead' ? (
            <EmptyState title={say('dead_none')} says={say('dead_none_says')} />
          ) : (
            <EmptyState title={say('dead_none_aside')} says={say('dead_none_aside_says')} />
          )
        }
        details={{ show: (letter) => <LetterContent letter={letter} /> }}
        columns={useLetterColumns(state)}
      />
    </SettingsFrame>
  )
}

function RetryAll() {
  const say = useSettingsWords()
  const may = useMay()
  const { modal, message } = App.useApp()
  const { act, isBusy } = useAct()
  const reason = may('events.write') ? undefined : say('not_permitted')
  const retry = async () => {
    const title = say('dead_retry_title')
    if (!(await modal.confirm({ title, content: say('dead_retry_says'), okText: say('dead_retry') }))) return
    const done = await act(() => call<typeof retryDeadLettersContract>('POST', '/dead-letters/retries'), {
      stale: ['/dead-letters'],
    })
    if (done) void message.success(say('dead_retried', { count: done.retried }))
  }
  return (
    <ActionButton type="primary" reason={reason} loading={isBusy} onClick={() => void retry()}>
      {say('dead_retry')}
    </ActionButton>
  )
}

function useLetterColumns(state: 'dead' | 'set_aside'): RowColumn<Letter>[] {
  const say = useSettingsWords()
  const { t, i18n } = useTranslation(['settings', 'audit'])
  const deedOf = useDeedName()
  const word = (key: string, ns: 'settings' | 'audit', code: string) =>
    i18n.exists(key, { ns }) ? t(key, { ns }) : code
  const workOf = ({ subscriber }: Letter) => word(`subscriber_${subscriber}`, 'settings', subscriber)
  const reasonOf = ({ setAside }: Letter) =>
    setAside === null ? '' : say(setAside.reason === 'other' ? 'dead_reason_else' : `dead_reason_${setAside.reason}`)
  const aside: RowColumn<Letter> = {
    title: say('dead_aside'),
    render: (_, letter) => (
      <>
        <div>{reasonOf(letter)}</div>
        {letter.setAside !== null && (
          <div className={styles.says}>
            <ActorName actor={letter.setAside.by} /> <Moment at={letter.setAside.at} />
          </div>
        )}
      </>
    ),
  }
  return [
    { title: say('dead_subscriber'), render: (_, letter) => <span title={letter.subscriber}>{workOf(letter)}</span> },
    {
      title: say('dead_event'),
      render: (_, letter) => (
        <>
          <div title={letter.type}>
            {deedOf(letter.type)} <Moment at={letter.happenedAt} />
          </div>
          <PageLink to={pathOfObject(letter)}>
            {say('dead_open', { object: word(`object_${letter.objectType}`, 'audit', letter.objectType) })}
          </PageLink>
        </>
      ),
    },
    {
      title: say('dead_failure'),
      width: 220,
      render: (_, { failure }) => <span className={styles.failure}>{failure === '' ? '–' : failure}</span>,
    },
    {
      title: say('dead_tried'),
      render: (_, { attempts, diedAt }) => (
        <>
          <div className="figure">{say('dead_attempts', { count: attempts })}</div>
          <Moment at={diedAt} />
        </>
      ),
    },
    ...(state === 'set_aside' ? [aside] : []),
    {
      ...{ title: say('dead_acts'), onCard: 'foot' },
      render: (_, letter) => <LetterActs letter={letter} name={workOf(letter)} />,
    },
  ]
}
