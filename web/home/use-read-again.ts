import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useLive } from '../platform/live/use-live.ts'

/** What changes what waits: an order, a place's work, a question to a second person. */
const kinds = ['order', 'fulfillment_order', 'approval', 'stock_transfer']

/** The sums follow what happened by a moment; and many things happen at once. */
const pauseMs = 1500

/** Reads again what is kept under a key, a moment after something happened that changes it. */
export function useReadAgain(path: string): void {
  const queryClient = useQueryClient()
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined)
  useLive(kinds, () => {
    waiting.current ??= setTimeout(() => {
      waiting.current = undefined
      void queryClient.invalidateQueries({ queryKey: [path] })
    }, pauseMs)
  })
  useEffect(
    () => () => {
      clearTimeout(waiting.current)
      waiting.current = undefined
    },
    [],
  )
}
