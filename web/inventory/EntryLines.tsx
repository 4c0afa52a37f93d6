import { DeleteOutlined } from '@ant-design/icons'
import { useQueries } from '@tanstack/react-query'
import { Button, InputNumber } from 'antd'
import type { listLevelsContract } from '../../src/inventory/contract.ts'
import { call, queryOf } from '../platform/call.ts'
import { useStrayScans } from '../platform/scan/use-stray-scans.ts'
import { EmptyState } from '../platform/ui/EmptyState.tsx'
import type { LineEntry } from './line-entry.ts'
import styles from './stock.module.css'
import { useStockWords } from './words.ts'

/** The lines of a paper, each with how many are there now and would be after. `sign`: which way the quantities count. */
export function EntryLines({
  entry,
  locationId,
  sign,
  isSigned = false,
  onScan,
}: {
  entry: LineEntry
  locationId: string | undefined
  sign: 1 | -1
  isSigned?: boolean
  /** A code that was scanned while a quantity had the focus. */
  onScan: (code: string) => void
}) {
  const say = useStockWords()
  const now = useLevelsNow(entry, locationId)
  const catchScan = useStrayScans(onScan)
  if (entry.lines.length === 0) return <EmptyState title={say('lines_empty')} says={say('lines_empty_says')} />
  return (
    <ul className={styles.lines} onKeyDownCapture={catchScan}>
      {entry.lines.map(({ itemId, sku, name, quantity }) => {
        const before = now.get(itemId)
        return (
          <li key={itemId} className={styles.line} data-sku={sku}>
            <span className={styles.item}>
              <span>{sku}</span>
              <span className={styles.quiet}>{name}</span>
            </span>
            {before !== undefined && (
              <span className="figure">
                {say('now')} {before} → <strong>{before + sign * quantity}</strong>
              </span>
            )}
            <InputNumber
              size="large"
              precision={0}
              min={isSigned ? -10_000_000 : 1}
              max={10_000_000}
              value={quantity}
              onChange={(count) => entry.set(itemId, count ?? 0)}
              aria-label={say('line_quantity', { sku })}
            />
            <Button
              type="text"
              size="large"
              icon={<DeleteOutlined />}
              aria-label={say('line_remove', { sku })}
              onClick={() => entry.remove(itemId)}
            />
          </li>
        )
      })}
    </ul>
  )
}

/** How many of each item are at the place now. */
function useLevelsNow({ lines }: LineEntry, locationId: string | undefined): ReadonlyMap<string, number> {
  return useQueries({
    queries: lines.map(({ itemId }) => ({
      queryKey: ['/stock/levels', 'now', itemId, locationId ?? ''],
      queryFn: () =>
        call<typeof listLevelsContract>('GET', `/stock/levels${queryOf({ itemId, locationId, limit: 1 })}`),
      enabled: locationId !== undefined,
    })),
    combine: (results) =>
      new Map(
        results.flatMap(({ data }, index) =>
          data === undefined ? [] : [[lines[index]?.itemId ?? '', data.items[0]?.onHand ?? 0] as const],
        ),
      ),
  })
}
