import { type ReactNode, useState } from 'react'
import { changeColumn } from '../platform/list/columns.ts'
import { Fault } from '../platform/ui/Fault.tsx'
import { ListTable } from '../platform/ui/list/ListTable.tsx'
import { SelectionBar } from '../platform/ui/list/SelectionBar.tsx'
import type { KeysetList } from '../platform/use-keyset-list.ts'
import { BulkActs } from './BulkActs.tsx'
import type { AskedAct, ListActs } from './list-acts.ts'
import styles from './lists.module.css'
import { SelectionActs } from './SelectionActs.tsx'
import type { Chosen } from './use-chosen-rows.ts'
import { firstSort, type ListView } from './use-list-view.ts'

type Desk<Row extends { id: string }> = {
  /** What it is a list of, for who does not see it. */
  label: string
  list: KeysetList<Row>
  /** Where its rows are kept. */
  queryKey: readonly unknown[]
  view: ListView<Row>
  chosen: Chosen
  /** What is done with many rows on the server; left out: nothing. */
  acts?: ListActs
  /** What else can be done with the rows that are chosen. */
  bar?: ReactNode
  showNarrow: (row: Row) => ReactNode
  nameOf: (row: Row) => string
  onOpen: (id: string) => void
  empty: ReactNode
  /** The rows are other than they were. */
  onEnded: () => void
}

/** A list with what is done in it: rows chosen and opened, acts begun, the result of a job. */
export function ListDesk<Row extends { id: string }>(desk: Desk<Row>) {
  const { list, view, chosen, acts } = desk
  const [asked, setAsked] = useState<AskedAct>()
  const [cursorId, setCursorId] = useState<string>()
  if (list.error !== null && list.items.length === 0) return <Fault error={list.error} onRetry={list.readAgain} />
  return (
    <>
      <SelectionBar
        selection={chosen.selection}
        shown={list.items.length}
        matching={chosen.matching}
        onAll={chosen.all}
        onNone={chosen.none}
      >
        {acts && (
          <SelectionActs
            acts={acts}
            selection={chosen.toActOn}
            onAct={(act) => setAsked({ act, selection: chosen.toActOn, count: chosen.count })}
          />
        )}
        {desk.bar}
      </SelectionBar>
      <div className={styles.desk}>
        <ListTable
          label={desk.label}
          rows={list.items}
          columns={view.columns}
          showNarrow={desk.showNarrow}
          nameOf={desk.nameOf}
          selection={chosen.selection}
          onToggle={chosen.toggle}
          onToggleShown={chosen.toggleShown}
          cursor={{ id: cursorId, move: setCursorId }}
          openId={undefined}
          onOpen={desk.onOpen}
          sort={view.sort}
          onSort={(sort) => view.set({ sort: sort === firstSort ? undefined : sort })}
          onWidth={(key, width) => view.setColumns(changeColumn(view.columns, key, { width }))}
          onEnd={list.readMore}
          isReading={list.isReading || !view.isReady}
          hasMore={list.hasMore}
          memory={JSON.stringify(desk.queryKey)}
          empty={desk.empty}
        />
      </div>
      <BulkActs
        acts={acts}
        asked={asked}
        onAsked={setAsked}
        view={view}
        onEnded={() => {
          chosen.none()
          desk.onEnded()
        }}
      />
    </>
  )
}
