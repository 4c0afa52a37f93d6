import type { ReactNode } from 'react'
import { useState } from 'react'
import { ColumnMenu } from '../platform/ui/list/ColumnMenu.tsx'
import { SavedViews } from '../workspace/SavedViews.tsx'
import { ExportList, type ListExport } from './ExportList.tsx'
import { ListTasks } from './ListTasks.tsx'
import type { Chosen } from './use-chosen-rows.ts'
import type { ListView } from './use-list-view.ts'

/** What can be done with a list as a whole: views, files, columns, and what the page adds. */
export function ListTools<Row>({
  view,
  chosen,
  file,
  makers,
  children,
}: {
  view: ListView<Row>
  chosen: Chosen
  file: ListExport
  /** What makes a new one: it comes last. */
  makers?: ReactNode
  /** Between the views and the file. */
  children?: ReactNode
}) {
  const [isLogOpen, setLogOpen] = useState(false)
  return (
    <>
      <SavedViews
        list={view.name}
        viewId={view.viewId}
        content={view.content}
        isChanged={view.isChanged}
        hasText={view.filter.text !== undefined}
        onOpen={view.open}
      />
      {children}
      <ExportList
        file={file}
        columns={view.columns}
        selection={chosen.toTakeOut}
        sort={view.sort}
        count={chosen.toTakeOutCount}
        onStarted={() => setLogOpen(true)}
      />
      <ListTasks
        isLogOpen={isLogOpen}
        onLog={setLogOpen}
        onJob={(job) => {
          setLogOpen(false)
          view.set({ job })
        }}
      />
      <ColumnMenu columns={view.columns} onChange={view.setColumns} onReset={view.resetColumns} />
      {makers}
    </>
  )
}
