import { Button } from 'antd'
import { Section } from '../platform/ui/Section.tsx'
import { ColumnChoice } from './ColumnChoice.tsx'
import { FileChoice } from './FileChoice.tsx'
import { ImportWork } from './ImportWork.tsx'
import type { ImportKind } from './import-kind.ts'
import { isWorking } from './running-imports.ts'
import { useImport } from './use-import.ts'
import { useImportWords } from './words.ts'

/**
 * Brings things in from a file: chosen, its columns understood, tried without doing anything, then done. It goes on when somebody goes
 * elsewhere, and is found here again. `back` is their list.
 */
export function ImportWizard({ kind, back }: { kind: ImportKind; back: string }) {
  const say = useImportWords()
  const { run, ...acts } = useImport(kind)
  if (run === undefined) return <FileChoice kind={kind} onRead={acts.choose} />
  const { table, name, columns } = run
  const missing = run.kind.fields.filter(({ key, isNeeded }) => isNeeded && !columns.includes(key))
  return (
    <>
      <Section
        title={say('columns_title', { name, count: table.rows.length })}
        extra={
          <Button size="small" disabled={isWorking(run)} onClick={acts.leave}>
            {say('other_file')}
          </Button>
        }
      >
        <ColumnChoice
          {...{ kind: run.kind, table, columns }}
          isFixed={run.stage !== 'ready'}
          onChange={acts.changeColumns}
        />
        {missing.length > 0 && (
          <p role="alert">{say('columns_missing', { names: missing.map(({ names }) => names[0]).join(' · ') })}</p>
        )}
      </Section>
      <ImportWork run={run} back={back} isReady={missing.length === 0} {...acts} />
    </>
  )
}
