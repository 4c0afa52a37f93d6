import { lazy, Suspense } from 'react'
import { useRunningImports } from '../imports/running-imports.ts'

const ImportStrip = lazy(() => import('../imports/ImportStrip.tsx'))

/** How far imports are, on every page; nothing of it is loaded as long as there is none. */
export function RunningImports() {
  return useRunningImports().length === 0 ? null : (
    <Suspense>
      <ImportStrip />
    </Suspense>
  )
}
