import { Select, Table } from 'antd'
import { useDevice } from '../platform/device.ts'
import { TableFrame } from '../platform/ui/TableFrame.tsx'
import type { ImportKind } from './import-kind.ts'
import type { SheetTable } from './read-table.ts'
import { useImportWords } from './words.ts'

/** Which column of the file is what: found by their titles, and put right here. */
export function ColumnChoice({
  kind,
  table,
  columns,
  isFixed,
  onChange,
}: {
  kind: ImportKind
  table: SheetTable
  columns: readonly (string | undefined)[]
  isFixed: boolean
  onChange: (columns: (string | undefined)[]) => void
}) {
  const say = useImportWords()
  const { language } = useDevice()
  const options = kind.fields.map(({ key, names, isNeeded }) => ({
    value: key,
    label: `${names[language === 'en' ? 1 : 0]}${isNeeded ? ' *' : ''}`,
  }))
  const choose = (index: number, key: string | undefined) =>
    onChange(columns.map((before, n) => (n === index ? key : before === key ? undefined : before)))
  const rows = table.titles.map((title, index) => ({
    ...{ index, title, example: table.rows.find((row) => row[index])?.[index] ?? '', key: columns[index] },
  }))
  return (
    <TableFrame label={say('column_means')}>
      <Table
        size="small"
        rowKey="index"
        pagination={false}
        dataSource={rows}
        scroll={{ x: 'max-content' }}
        columns={[
          { title: say('column_of_file'), dataIndex: 'title' },
          { title: say('column_example'), dataIndex: 'example', ellipsis: true, width: 220 },
          {
            title: say('column_means'),
            render: (_, { index, title, key }) => (
              <Select
                allowClear
                style={{ width: 200 }}
                disabled={isFixed}
                value={key ?? null}
                placeholder={say('column_ignored')}
                aria-label={`${say('column_means')} ${title}`}
                options={options}
                onChange={(chosen: string | undefined) => choose(index, chosen ?? undefined)}
              />
            ),
          },
        ]}
      />
    </TableFrame>
  )
}
