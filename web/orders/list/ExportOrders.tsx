import { DownloadOutlined } from '@ant-design/icons'
import { useState } from 'react'
import type { exportOrdersContract } from '../../../src/orders/export/export-contract.ts'
import { ExportDialog } from '../../exports/ExportDialog.tsx'
import { useExportWords } from '../../exports/words.ts'
import { call } from '../../platform/call.ts'
import type { PlacedColumn } from '../../platform/list/columns.ts'
import { useMay, useMerchant } from '../../platform/session.ts'
import { ActionButton } from '../../platform/ui/ActionButton.tsx'
import { useOrderWords } from '../words.ts'
import type { OrderSelection } from './order-acts.ts'
import { exportColumns, exportWords, personalColumns } from './order-export.ts'
import type { OrderRow } from './order-row.ts'
import { useOrderListWords } from './words.ts'

/** Takes out what is shown: the rows that are chosen, or all that the list finds, with its columns and words. */
export function ExportOrders({
  columns,
  selection,
  count,
  onStarted,
}: {
  columns: readonly PlacedColumn<OrderRow>[]
  selection: OrderSelection
  count: string
  onStarted: () => void
}) {
  const say = useOrderListWords()
  const sayOrder = useOrderWords()
  const sayExports = useExportWords()
  const may = useMay()
  const merchant = useMerchant()
  const [isAsking, setAsking] = useState(false)
  const filed = exportColumns(
    columns.filter(({ isHidden }) => !isHidden).map(({ key }) => key),
    say,
  )
  const reason = may('exports.make') ? undefined : say('act_needs', { permission: 'exports.make' })
  return (
    <>
      <ActionButton icon={<DownloadOutlined />} reason={reason} onClick={() => setAsking(true)}>
        {sayExports('export')}
      </ActionButton>
      {isAsking && (
        <ExportDialog
          count={say('act_orders', { count })}
          columns={filed.map(({ title }) => title)}
          fullPermission={filed.some(({ key }) => personalColumns.includes(key)) ? 'orders.disclose' : undefined}
          start={({ format, fullFor }) =>
            call<typeof exportOrdersContract>('POST', '/orders/exports', {
              ...{ selection, columns: filed, format, fullFor, words: exportWords(sayOrder) },
              timeZone: merchant?.timeZone ?? 'UTC',
            })
          }
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
