import { type QueryKey, useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useSyncExternalStore } from 'react'
import {
  type LiveNews,
  type LiveState,
  type LiveViewer,
  listenLive,
  liveState,
  liveViewers,
  viewLive,
  watchLive,
} from './live.ts'

/** How often at most what is shown is read again. */
const pauseMs = 1000

/**
 * Hears of changes to objects of these kinds (`order`, `order_note`, `payment`, … : see src/shell/live-objects.ts) while it is
 * shown. For what must not move under the cursor: count the news, and let people take them.
 */
export function useLive(kinds: readonly string[], hear: (news: LiveNews) => void): void {
  const heard = useEffectEvent(hear)
  const names = kinds.join(' ')
  useEffect(() => listenLive(names.split(' '), (news) => heard(news)), [names])
}

/**
 * Reads again what is kept under these keys when an object of these kinds changed: at once, and then at most once a second.
 * `concerns` says of which changes; all, if left out.
 */
export function useLiveQueries(
  kinds: readonly string[],
  queryKeys: readonly QueryKey[],
  concerns: (objectId: string) => boolean = () => true,
): void {
  const queryClient = useQueryClient()
  const readAgain = useEffectEvent(() => {
    for (const queryKey of queryKeys) void queryClient.invalidateQueries({ queryKey })
  })
  const concerned = useEffectEvent(
    (news: LiveNews) => news === 'anything' || news.some(({ objectId }) => concerns(objectId)),
  )
  const names = kinds.join(' ')
  useEffect(() => {
    let waiting: ReturnType<typeof setTimeout> | undefined
    let isMissed = false
    const read = () => {
      isMissed = false
      readAgain()
      waiting = setTimeout(() => {
        waiting = undefined
        if (isMissed) read()
      }, pauseMs)
    }
    const leave = listenLive(names.split(' '), (news) => {
      if (!concerned(news)) return
      if (waiting === undefined) read()
      else isMissed = true
    })
    return () => {
      leave()
      clearTimeout(waiting)
    }
  }, [names])
}

/** How it stands with the server. */
export function useLiveState(): LiveState {
  return useSyncExternalStore(watchLive, liveState)
}

/** Says that this page has an object open, and tells who else has. One object a page. */
export function useViewers(objectType: string, objectId: string): readonly LiveViewer[] {
  useEffect(() => {
    viewLive(`${objectType}:${objectId}`)
    return () => viewLive(undefined)
  }, [objectType, objectId])
  return useSyncExternalStore(watchLive, liveViewers)
}
