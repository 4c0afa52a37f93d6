import { lazy, Suspense } from 'react'
import { useVisibleAreas } from './visible-areas.ts'
import { type AppWord, useAppWords } from './words.ts'

const Tour = lazy(() => import('../training/Tour.tsx'))

/** The tour through the areas that whoever is signed in may see. */
export function RoleTour() {
  const say = useAppWords()
  const areas = useVisibleAreas()
  return (
    <Suspense fallback={null}>
      <Tour areas={areas} titleOf={({ title }) => say(title as AppWord)} />
    </Suspense>
  )
}
