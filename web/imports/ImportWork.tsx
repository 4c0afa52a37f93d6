import { Button, Progress } from 'antd'
import { Fault } from '../platform/ui/Fault.tsx'
import { PageLink } from '../platform/ui/PageLink.tsx'
import { Section } from '../platform/ui/Section.tsx'
import { ImportResults } from './ImportResults.tsx'
import { isWorking, type RunningImport } from './running-imports.ts'
import { useImportWords } from './words.ts'

type Acts = {
  changeColumns: (columns: (string | undefined)[]) => void
  tryOut: () => void
  send: () => void
  stop: () => void
}

/** How far an import is, what became of its rows, and what can be done next. */
export function ImportWork({
  run,
  back,
  isReady,
  ...acts
}: Acts & { run: RunningImport; back: string; isReady: boolean }) {
  const say = useImportWords()
  const { stage, results, error, table, isAway, takenBefore } = run
  const isTrial = stage === 'trying' || stage === 'tried'
  return (
    <Section title={say(stage === 'sending' || stage === 'sent' ? 'result_title' : 'check_title')}>
      {error !== undefined && <Fault error={error} />}
      {takenBefore > 0 && <p>{say('taken_before', { count: takenBefore })}</p>}
      {isWorking(run) && (
        <>
          <Progress percent={percentOf(run)} aria-label={say('progress')} />
          <p role="status">{say(isAway ? 'away' : isTrial ? 'trying_says' : 'sending_says')}</p>
        </>
      )}
      {stage !== 'ready' && (
        <ImportResults table={table} results={results} isTrial={isTrial} isEnded={!isWorking(run)} />
      )}
      <Next run={run} back={back} isReady={isReady} {...acts} />
      {stage === 'ready' && <p>{say('check_says')}</p>}
    </Section>
  )
}

/** How far it is, in hundredths. */
export function percentOf({ results, table }: Pick<RunningImport, 'results' | 'table'>): number {
  return Math.floor((results.size / Math.max(1, table.rows.length)) * 100)
}

function Next({ run, back, isReady, ...acts }: Acts & { run: RunningImport; back: string; isReady: boolean }) {
  const say = useImportWords()
  const { stage, results, table, columns } = run
  const good = [...results.values()].filter(({ state }) => state === 'new' || state === 'changed' || state === 'waits')
  const left = table.rows.length - results.size
  if (stage === 'ready') {
    return (
      <p>
        <Button type="primary" disabled={!isReady} onClick={acts.tryOut}>
          {say('check')}
        </Button>
      </p>
    )
  }
  if (isWorking(run)) {
    return (
      <p>
        <Button onClick={acts.stop}>{say('stop')}</Button>
      </p>
    )
  }
  if (stage === 'tried') {
    return (
      <p>
        <Button type="primary" disabled={good.length === 0} onClick={acts.send}>
          {say('send', { count: good.length })}
        </Button>{' '}
        <Button onClick={() => acts.changeColumns(columns)}>{say('columns_again')}</Button>
      </p>
    )
  }
  return (
    <p>
      {(left > 0 || run.error !== undefined) && (
        <>
          <Button type="primary" onClick={acts.send}>
            {say('go_on', { count: left })}
          </Button>{' '}
        </>
      )}
      <PageLink to={back}>{say('to_list')}</PageLink>
    </p>
  )
}
