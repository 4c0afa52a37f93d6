import { DownloadOutlined } from '@ant-design/icons'
import { Button, Table } from 'antd'
import { writeTable } from '../platform/export-table.ts'
import { saveFile } from '../platform/save-file.ts'
import { TableFrame } from '../platform/ui/TableFrame.tsx'
import type { RowResult } from './import-kind.ts'
import styles from './imports.module.css'
import type { SheetTable } from './read-table.ts'
import { useResultWords } from './use-result-words.ts'
import { useImportWords } from './words.ts'

const states = ['new', 'changed', 'there', 'waits', 'asked', 'wrong'] as const
const shown = 100
/** The titles stand in the file's first row. */
const firstRow = 2

/** What became of the rows, or would: sums, then what is wrong, row by row, and the same as a file to put right. */
export function ImportResults({
  table,
  results,
  isTrial,
  isEnded,
}: {
  table: SheetTable
  results: ReadonlyMap<number, RowResult>
  isTrial: boolean
  /** Nothing is done any more: what has no result was not reached. */
  isEnded: boolean
}) {
  const say = useImportWords()
  const wrong = [...results].filter(([, { state }]) => state === 'wrong').sort(([a], [b]) => a - b)
  const sums = states.map(
    (state) => [state, [...results.values()].filter((each) => each.state === state).length] as const,
  )
  const left = isEnded ? table.rows.length - results.size : 0
  return (
    <>
      <dl className={styles.sums} aria-live="polite">
        {sums
          .filter(([state, count]) => count > 0 || state === 'new')
          .map(([state, count]) => (
            <div key={state}>
              <dt>{say(`${isTrial ? 'would' : 'was'}_${state}`)}</dt>
              <dd>{count}</dd>
            </div>
          ))}
        {left > 0 && (
          <div>
            <dt>{say('not_reached')}</dt>
            <dd>{left}</dd>
          </div>
        )}
      </dl>
      {wrong.length > 0 && <WrongRows table={table} wrong={wrong} />}
    </>
  )
}

/** What is wrong, row by row, and the same as a file to put right. */
function WrongRows({ table, wrong }: { table: SheetTable; wrong: readonly (readonly [number, RowResult])[] }) {
  const say = useImportWords()
  const sayResult = useResultWords()
  const saveWrong = async () => {
    const rows = async function* () {
      for (const [index, result] of wrong) {
        const cells = table.titles.map((_, n) => table.rows[index]?.[n] ?? '')
        yield [...cells, String(index + firstRow), sayResult(result)]
      }
    }
    const titles = [...table.titles, say('row_number'), say('row_reason')]
    const file = await writeTable({ titles, rows }, 'csv')
    saveFile(`${say('wrong_rows')}.csv`, file.type, file)
  }
  return (
    <>
      <TableFrame label={say('wrong_rows')}>
        <Table
          size="small"
          rowKey={([index]) => index}
          pagination={false}
          dataSource={wrong.slice(0, shown)}
          scroll={{ x: 'max-content' }}
          columns={[
            { title: say('row_number'), align: 'right', render: (_, [index]) => index + firstRow },
            {
              title: say('row_content'),
              render: (_, [index]) => (table.rows[index] ?? []).slice(0, 4).join(' · '),
            },
            { title: say('row_reason'), render: (_, [, result]) => sayResult(result) },
          ]}
        />
      </TableFrame>
      <p>
        {wrong.length > shown && say('wrong_more', { count: wrong.length - shown })}{' '}
        <Button icon={<DownloadOutlined />} onClick={() => void saveWrong()}>
          {say('save_wrong')}
        </Button>
      </p>
    </>
  )
}
