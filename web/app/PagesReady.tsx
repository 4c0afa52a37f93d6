import { useIsFetching } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useVisibleAreas } from './visible-areas.ts'

/** So long after the last answer the page that is open has what it needs, and the line is free. */
const afterMs = 2000

/** Reads the files of the areas' first pages while nothing else is to be done: the first opening is as quick as the next. */
export function PagesReady() {
  const router = useRouter()
  const isQuiet = useIsFetching() === 0
  const addresses = useVisibleAreas()
    .map(({ path }) => path)
    .join(' ')
  useEffect(() => {
    if (!isQuiet) return
    const read = async () => {
      await import('../search/CommandBox.tsx')
      for (const to of addresses.split(' ')) await router.preloadRoute({ to } as never)
    }
    const timer = setTimeout(() => void read().catch(() => undefined), afterMs)
    return () => clearTimeout(timer)
  }, [router, isQuiet, addresses])
  return null
}
