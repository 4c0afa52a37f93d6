import { DownloadOutlined } from '@ant-design/icons'
import { useState } from 'react'
import { maxChosen } from '../../src/bulk/bulk-job.ts'
import type { Contract } from '../../src/platform/http/contract.ts'
import { ExportDialog, type StartedExport } from '../exports/ExportDialog.tsx'
import { useExportWords } from '../exports/words.ts'
import { call } from '../platform/call.ts'
import type { PlacedColumn } from '../platform/list/columns.ts'
import { useMay, useMerchant } from '../platform/session.ts'
import { ActionButton } from '../platform/ui/ActionButton.tsx'
import { type ChosenRows, isTooMany } from './list-acts.ts'
import { useListsWords } from './words.ts'

/** A column of a file. */
export type FiledColumn = { key: string; title: string }

/** How a list is taken out. */
export type ListExport = {
  /** Where it begins: `/products/exports`. */
  path: string
  /** It has one order only. */
  hasOneOrder?: true
  /** How many rows, in words; of a number that is not known, an empty text. */
  countOf: (count: string) => string
  /** The columns of the file for those that the list shows. */
  columnsOf: (keys: readonly string[]) => FiledColumn[]
  /** What codes are called, by column. */
  words: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** What a column of the file has otherwise than the list. */
  note?: string
  /** Columns that show people, and what seeing them whole needs. */
  personal?: { columns: readonly string[]; permission: string }
  /** Other rows of which a file can be than those of the list. */
  otherRows?: { rows: string; title: string; says: string; columns: readonly FiledColumn[] }
}

/** Takes out what is shown: the rows that are chosen, or all that the list finds, in its order, with its columns and words. */
export function ExportList({
  file,
  columns,
  selection,
  sort,
  count,
  onStarted,
}: {
  file: ListExport
  columns: readonly Pick<PlacedColumn<never>, 'key' | 'isHidden'>[]
  selection: ChosenRows
  sort: string
  count: string
  onStarted: () => void
}) {
  const say = useListsWords()
  const sayExports = useExportWords()
  const may = useMay()
  const merchant = useMerchant()
  const [isAsking, setAsking] = useState(false)
  const { otherRows, personal } = file
  const filed = file.columnsOf(columns.filter(({ isHidden }) => !isHidden).map(({ key }) => key))
  const lacking = may('exports.make') ? undefined : say('act_needs', { permission: 'exports.make' })
  const tooMany = isTooMany(selection) ? say('act_too_many', { most: maxChosen.toLocaleString('en') }) : undefined
  const reason = lacking ?? tooMany
  const isPersonal = filed.some(({ key }) => personal?.columns.includes(key))
  return (
    <>
      <ActionButton icon={<DownloadOutlined />} reason={reason} onClick={() => setAsking(true)}>
        {sayExports('export')}
      </ActionButton>
      {isAsking && (
        <ExportDialog
          count={file.countOf(count)}
          columns={filed.map(({ title }) => title)}
          otherRows={otherRows}
          note={file.note}
          fullPermission={isPersonal ? personal?.permission : undefined}
          start={async ({ format, fullFor, isOther }) => {
            const body = {
              ...{ selection, format, words: file.words, timeZone: merchant?.timeZone ?? 'UTC' },
              ...(file.hasOneOrder !== true && { sort }),
              ...(isOther ? { rows: otherRows?.rows, columns: otherRows?.columns } : { columns: filed }),
              ...(personal !== undefined && { fullFor }),
            }
            return (await call<Contract>('POST', file.path, body as never)) as StartedExport
          }}
          onStarted={() => {
            setAsking(false)
            onStarted()
          }}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  )
}
