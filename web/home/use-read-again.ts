import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useLive } from '../platform/live/use-live.ts'

/** What changes what waits: an order, a place's work, a question to a second person. */
const kinds = ['order', 'fulfillment_order', 'approval', 'stock_transfer']

/** The sums follow what happened, mostly by a moment, later where much is to be done; and many things happen at once. */
const pausesMs = [1500, 10_000]

type Timers = Map<number, ReturnType<typeof setTimeout>>

/** Reads again what is kept under a key, a moment after something happened that changes it, and once more when it is surely summed. */
export function useReadAgain(path: string): void {
  const queryClient = useQueryClient()
  const timers = useRef<Timers>(new Map())
  useLive(kinds, () => {
    for (const pauseMs of pausesMs) {
      if (timers.current.has(pauseMs)) continue
      const read = () => {
        timers.current.delete(pauseMs)
        void queryClient.invalidateQueries({ queryKey: [path] })
      }
      timers.current.set(pauseMs, setTimeout(read, pauseMs))
    }
  })
  useEffect(() => {
    const { current } = timers
    return () => {
      for (const timer of current.values()) clearTimeout(timer)
      current.clear()
    }
  }, [])
}
