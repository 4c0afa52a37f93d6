import { JobSheet } from '../bulk/JobSheet.tsx'
import { ActDialog } from './ActDialog.tsx'
import type { AskedAct, ListActs } from './list-acts.ts'

/** Asks for what an act needs and, once it was begun, shows how far its job is: the address names it. */
export function BulkActs({
  acts,
  asked,
  onAsked,
  view: { jobId, set },
  onEnded,
}: {
  /** Undefined: the list has none, and shows the jobs of others. */
  acts: ListActs | undefined
  asked: AskedAct | undefined
  onAsked: (asked: AskedAct | undefined) => void
  view: { jobId: string | undefined; set: (changed: { job: string | undefined }) => void }
  onEnded: () => void
}) {
  const openJob = (job: string | undefined) => set({ job })
  return (
    <>
      {acts !== undefined && asked !== undefined && (
        <ActDialog
          acts={acts}
          asked={asked}
          onStarted={(job) => {
            onAsked(undefined)
            openJob(job)
          }}
          onClose={() => onAsked(undefined)}
        />
      )}
      {jobId !== undefined && (
        <JobSheet jobId={jobId} onOpen={openJob} onClose={() => openJob(undefined)} onEnded={onEnded} />
      )}
    </>
  )
}
