import { useMutation } from '@tanstack/react-query'
import { type RefObject, useEffect, useRef, useState } from 'react'
import type { placeOrderContract } from '../../../src/orders/contract.ts'
import { type AnswerOf, call } from '../../platform/call.ts'
import { queryClient } from '../../platform/query.ts'
import { focusFirstFault } from '../../platform/ui/Field.tsx'
import type { Entry } from './entry.ts'
import { faultsOf, orderOf } from './order-request.ts'
import type { DraftSaving } from './use-draft-saving.ts'
import { type Faults, useFaults } from './use-faults.ts'
import type { EntryQuote } from './use-quote.ts'

/** An order that was placed. */
export type Placed = AnswerOf<typeof placeOrderContract>

type Placing = {
  entry: Entry
  currency: string
  quoted: EntryQuote
  saving: DraftSaving
  form: RefObject<HTMLElement | null>
  onPlaced: (order: Placed) => void
}

/** Places what is written, unless something is wrong with it: that is shown where it stands, the first of it with the focus. */
export function usePlacing({ entry, currency, quoted, saving, form, onPlaced }: Placing): {
  faults: Faults
  isPlacing: boolean
  place: () => void
} {
  const send = useSending(saving, onPlaced)
  const [isTried, setTried] = useState(false)
  // What was refused holds for what was sent, and not for what was typed since.
  const refusal = send.variables?.entry === entry ? send.error : null
  const faults = useFaults({ entry, currency }, quoted, { isTried, refusal })
  useEffect(() => {
    if (send.error !== null) focusFirstFault(form.current)
  }, [send.error, form])
  const place = () => {
    setTried(true)
    if (send.isPending) return
    // A quote of what was typed before forbids nothing, and what was refused may be tried again.
    const isForbidden = faults.at.size > 0 && !quoted.isOld && refusal === null
    if (faultsOf(entry, currency).size === 0 && !isForbidden) send.mutate({ entry, currency })
    else setTimeout(() => focusFirstFault(form.current))
  }
  return { faults, isPlacing: send.isPending, place }
}

/**
 * Sends the order with its draft, which ends with it. Sent again unchanged (the network was gone), it is the same order: it has the same
 * key.
 */
function useSending(saving: DraftSaving, onPlaced: (order: Placed) => void) {
  const sent = useRef({ text: '', key: '' })
  return useMutation({
    mutationFn: async ({ entry, currency }: { entry: Entry; currency: string }) => {
      // A draft that cannot be saved keeps nobody from placing what is here.
      const draftId = await saving.settle().catch(() => undefined)
      const body = orderOf(entry, currency, draftId)
      const text = JSON.stringify(body)
      if (sent.current.text !== text) sent.current = { text, key: crypto.randomUUID() }
      return call<typeof placeOrderContract>('POST', '/orders', body, { idempotencyKey: sent.current.key })
    },
    onSuccess: (order) => {
      for (const queryKey of [['/orders'], ['/order-drafts'], ['/customers']])
        void queryClient.invalidateQueries({ queryKey })
      onPlaced(order)
    },
  })
}
