import { useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useRef, useState } from 'react'
import type { findWorkByCodeContract } from '../../src/fulfillment/queue-contract.ts'
import { call, queryOf } from '../platform/call.ts'
import { enqueue, waitingNow } from '../platform/outbox/outbox.ts'
import { useSignals } from '../platform/scan/use-signals.ts'
import { useWorkWords } from './words.ts'
import { judgeScan, type ScanOutcome, type Stage, type Work, withWaiting } from './work.ts'

/** A wrong scan that nobody has acknowledged yet; `named` is what the goods are, where the server knows them. */
export type WrongScan = Extract<ScanOutcome, { kind: 'wrong' }> & { named?: { sku: string; name: string } }

/** What was scanned last, what is wrong with it, and how to go on. */
export type Scans = {
  last: ScanOutcome | undefined
  wrong: WrongScan | undefined
  scan: (code: string) => void
  acknowledge: () => void
}

/** Judges scans one after the other, each by what the ones before it left, and puts those that are right into the row. */
export function useScans(work: Work, stage: Exclude<Stage, 'ship'>): Scans {
  const say = useWorkWords()
  const client = useQueryClient()
  const { message } = App.useApp()
  const signals = useSignals()
  const [last, setLast] = useState<ScanOutcome>()
  const [wrong, setWrong] = useState<WrongScan>()
  const isBlocked = useRef(false)
  const before = useRef(Promise.resolve())
  const path = `/fulfillment-orders/${work.id}`
  const take = async (code: string) => {
    // A wrong piece lies in somebody's hand: nothing counts until it is put back.
    if (isBlocked.current) return signals.tell('wrong', say('wrong_title'))
    const now = withWaiting(client.getQueryData<Work>([path]) ?? work, waitingNow())
    const outcome = judgeScan(now, stage, code)
    setLast(outcome)
    if (outcome.kind === 'wrong') {
      isBlocked.current = true
      setWrong(outcome)
      signals.tell('wrong', say(outcome.why === 'wrong_item' ? 'said_wrong_item' : 'said_too_many'))
      if (outcome.line === null) void nameOf(code).then((named) => named && setWrong({ ...outcome, named }))
      return
    }
    const { sku } = outcome.line
    await enqueue({
      subject: work.id,
      label: say(stage === 'pick' ? 'label_pick' : 'label_pack', { sku }),
      path: `${path}/${stage === 'pick' ? 'picks' : 'packages'}`,
      body: { lines: [{ code, quantity: 1 }] },
    })
    signals.tell('right', outcome.left > 0 ? say('right_left', { count: outcome.left }) : say('right_line', { sku }))
  }
  return {
    last,
    wrong,
    scan: (code) => {
      // One that this device could not keep is told at once; those after it are judged all the same.
      before.current = before.current
        .then(() => take(code))
        .catch(() => {
          void message.error(say('said_not_kept'))
          signals.tell('wrong', say('said_not_kept'))
        })
    },
    acknowledge: () => {
      isBlocked.current = false
      setWrong(undefined)
    },
  }
}

/** What else a code is the code of: told where the network is there, since it helps to put the piece back. */
async function nameOf(code: string): Promise<{ sku: string; name: string } | undefined> {
  try {
    const { item } = await call<typeof findWorkByCodeContract>('GET', `/fulfillment-orders/by-code${queryOf({ code })}`)
    return item ?? undefined
  } catch {
    return undefined
  }
}
