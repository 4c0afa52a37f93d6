import { Button, Progress } from 'antd'
import { useState } from 'react'
import { Fault } from '../platform/ui/Fault.tsx'
import { PageLink } from '../platform/ui/PageLink.tsx'
import { Section } from '../platform/ui/Section.tsx'
import { ColumnChoice } from './ColumnChoice.tsx'
import { FileChoice } from './FileChoice.tsx'
import { ImportResults } from './ImportResults.tsx'
import { type ImportKind, mapColumns, rowsBy } from './import-kind.ts'
import type { SheetTable } from './read-table.ts'
import { useImport } from './use-import.ts'
import { useImportWords } from './words.ts'

type Chosen = { table: SheetTable; name: string; columns: (string | undefined)[] }

/** Brings things in from a file: chosen, its columns understood, tried without doing anything, then done. `back` is their list. */
export function ImportWizard({ kind, back }: { kind: ImportKind; back: string }) {
  const [chosen, setChosen] = useState<Chosen>()
  if (chosen === undefined) {
    const read = (table: SheetTable, name: string) =>
      setChosen({ table, name, columns: mapColumns(kind.fields, table.titles) })
    return <FileChoice kind={kind} onRead={read} />
  }
  return <Work kind={kind} back={back} chosen={chosen} onChange={setChosen} />
}

function Work({
  kind,
  back,
  chosen,
  onChange,
}: {
  kind: ImportKind
  back: string
  chosen: Chosen
  onChange: (chosen: Chosen | undefined) => void
}) {
  const say = useImportWords()
  const { table, name, columns } = chosen
  const rows = rowsBy(columns, table.rows)
  const run = useImport(kind, rows)
  const { stage, results, isWorking, error } = run
  const missing = kind.fields.filter(({ key, isNeeded }) => isNeeded && !columns.includes(key))
  const good = [...results.values()].filter(({ state }) => state === 'new' || state === 'changed' || state === 'waits')
  return (
    <>
      <Section
        title={say('columns_title', { name, count: rows.length })}
        extra={
          <Button size="small" disabled={isWorking} onClick={() => onChange(undefined)}>
            {say('other_file')}
          </Button>
        }
      >
        <ColumnChoice
          {...{ kind, table, columns }}
          isFixed={stage !== 'ready'}
          onChange={(changed) => onChange({ ...chosen, columns: changed })}
        />
        {missing.length > 0 && (
          <p role="alert">{say('columns_missing', { names: missing.map(({ names }) => names[0]).join(' · ') })}</p>
        )}
      </Section>
      <Section title={say(stage === 'sending' || stage === 'sent' ? 'result_title' : 'check_title')}>
        {error !== undefined && <Fault error={error} />}
        {isWorking && (
          <Progress
            percent={Math.round((results.size / Math.max(1, rows.length)) * 100)}
            aria-label={say('progress')}
          />
        )}
        {stage !== 'ready' && (
          <ImportResults table={table} results={results} isTrial={stage === 'trying' || stage === 'tried'} />
        )}
        <p>
          {stage === 'ready' && (
            <Button type="primary" disabled={missing.length > 0} onClick={() => void run.tryOut()}>
              {say('check')}
            </Button>
          )}
          {isWorking && <Button onClick={run.stop}>{say('stop')}</Button>}
          {stage === 'tried' && (
            <>
              <Button type="primary" disabled={good.length === 0} onClick={() => void run.send()}>
                {say('send', { count: good.length })}
              </Button>{' '}
              <Button onClick={run.begin}>{say('columns_again')}</Button>
            </>
          )}
          {stage === 'sent' && <PageLink to={back}>{say('to_list')}</PageLink>}
        </p>
        {stage === 'ready' && <p>{say('check_says')}</p>}
      </Section>
    </>
  )
}
