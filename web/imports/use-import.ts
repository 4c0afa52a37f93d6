import { useEffect } from 'react'
import { useAccount } from '../platform/session.ts'
import type { ImportKind } from './import-kind.ts'
import type { SheetTable } from './read-table.ts'
import { type RunningImport, useRunningImports } from './running-imports.ts'
import { changeColumns, chooseTable, leaveImport, seeImport, sendImport, stopImport, tryImport } from './work-import.ts'

/** The import of a kind, as its page shows it: it goes on when the page is left. */
export function useImport(kind: ImportKind) {
  const { id: sender } = useAccount()
  const { key } = kind
  const run: RunningImport | undefined = useRunningImports().find((each) => each.kind.key === key)
  const stage = run?.stage
  // biome-ignore lint/correctness/useExhaustiveDependencies: what ends while its page is open is seen
  useEffect(() => seeImport(key), [key, stage])
  return {
    run,
    choose: (table: SheetTable, name: string) => chooseTable(kind, table, name),
    changeColumns: (columns: (string | undefined)[]) => changeColumns(key, columns),
    tryOut: () => void tryImport(key, sender),
    send: () => void sendImport(key, sender),
    stop: () => stopImport(key),
    leave: () => leaveImport(key),
  }
}
