import { JobSheet } from '../../bulk/JobSheet.tsx'
import { paths } from '../../paths.ts'
import { ActDialog } from './ActDialog.tsx'
import type { OrderActName, OrderSelection } from './order-acts.ts'
import { useActTitle } from './use-act-title.ts'
import type { useOrderView } from './use-order-view.ts'

/** An act that somebody chose for some orders, before it is begun. */
export type AskedAct = { act: OrderActName; selection: OrderSelection; count: string }

/** Asks for what an act needs and, once it was begun, shows how far its job is: the address names it. */
export function OrderActs({
  asked,
  onAsked,
  view: { jobId, set },
  onEnded,
}: {
  asked: AskedAct | undefined
  onAsked: (asked: AskedAct | undefined) => void
  view: ReturnType<typeof useOrderView>
  onEnded: () => void
}) {
  const titleOf = useActTitle()
  const openJob = (job: string | undefined) => set({ job })
  return (
    <>
      {asked !== undefined && (
        <ActDialog
          {...asked}
          onStarted={(job) => {
            onAsked(undefined)
            openJob(job)
          }}
          onClose={() => onAsked(undefined)}
        />
      )}
      {jobId !== undefined && (
        <JobSheet
          jobId={jobId}
          titleOf={titleOf}
          pathOf={paths.order}
          onOpen={openJob}
          onClose={() => openJob(undefined)}
          onEnded={onEnded}
        />
      )}
    </>
  )
}
