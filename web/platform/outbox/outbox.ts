import { useEffect, useSyncExternalStore } from 'react'
import type { getAccountContract } from '../../../src/access/account/contract.ts'
import { secondMs, systemClock } from '../../../src/platform/time.ts'
import { Refusal } from '../../doors/page/call.ts'
import { call } from '../call.ts'
import { useAccount } from '../session.ts'
import {
  forgetAnswers,
  forgetOldAnswers,
  listRequests,
  putRequest,
  removeRequest,
  type WaitingRequest,
} from './outbox-store.ts'

/** What waits, and whether the server is being reached. */
export type Outbox = { requests: readonly WaitingRequest[]; isReached: boolean; isSending: boolean }

/** What is to be sent; it is sent when the network is there, in the order in which it was made. */
export type NewRequest = Pick<WaitingRequest, 'subject' | 'label' | 'path' | 'body'> & { afterMs?: number }

const firstRetryMs = 2 * secondMs
const longestRetryMs = 30 * secondMs
const provenForMs = 3 * secondMs
const listeners = new Set<() => void>()
const arrivals = new Set<(request: WaitingRequest, answer: unknown) => void>()
let outbox: Outbox = { requests: [], isReached: navigator.onLine, isSending: false }
let owner = ''
/** When the server last said whose session it is; so soon nobody signs out and another one in. */
let provenAt = 0
let retryMs = firstRetryMs
let timer: ReturnType<typeof setTimeout> | undefined
let others: BroadcastChannel | undefined

/** What waits to be sent of whoever is signed in; it is sent while any page that uses it is open. */
export function useOutbox(): Outbox {
  const { id: staffId } = useAccount()
  useEffect(() => begin(staffId), [staffId])
  return useSyncExternalStore(subscribe, () => outbox)
}

/** What waits now, for who has to know it between two drawings. */
export function waitingNow(): readonly WaitingRequest[] {
  return outbox.requests
}

/** Calls back with each answer as it comes, until the answer is called. */
export function onArrival(listener: (request: WaitingRequest, answer: unknown) => void): () => void {
  arrivals.add(listener)
  return () => arrivals.delete(listener)
}

/** Puts a request into the row. It is kept by this device until the server has it. */
export async function enqueue({ afterMs = 0, ...request }: NewRequest): Promise<void> {
  const sendAfter = afterMs === 0 ? 0 : systemClock().getTime() + afterMs
  await putRequest({ ...request, owner, sendAfter, key: crypto.randomUUID(), refusal: null })
  await readAgain()
  others?.postMessage('changed')
  void sendWaiting()
}

/** Takes a request out of the row: one that has not left, or that was refused and has been read. */
export async function takeBack(request: WaitingRequest): Promise<void> {
  if (request.order !== undefined) await removeRequest(request.order)
  await readAgain()
  others?.postMessage('changed')
}

/** Tries at once, without waiting for the next turn. */
export function sendNow(): void {
  retryMs = firstRetryMs
  void sendWaiting()
}

function begin(whose: string): void {
  if (owner === whose) return
  owner = whose
  provenAt = 0
  // What was kept for who worked here before is not for who does now.
  void forgetAnswers(whose)
    .then(forgetOldAnswers)
    .catch(() => undefined)
  others?.close()
  others = new BroadcastChannel('yidan-outbox')
  others.onmessage = () => void readAgain()
  window.addEventListener('online', sendNow)
  window.addEventListener('offline', () => change({ isReached: false }))
  void readAgain().then(sendWaiting)
}

async function readAgain(): Promise<void> {
  change({ requests: await listRequests(owner) })
}

/** One page of this device sends at a time; the key of each request makes it harmless if two do. */
async function sendWaiting(): Promise<void> {
  if (outbox.isSending) return
  change({ isSending: true })
  try {
    if ('locks' in navigator) await navigator.locks.request('yidan-outbox', sendAll)
    else await sendAll()
  } finally {
    change({ isSending: false })
    wakeLater()
  }
}

async function sendAll(): Promise<void> {
  await readAgain()
  if (nextDue() === undefined || !(await isOwnSession())) return
  for (let next = nextDue(); next !== undefined; next = nextDue()) {
    try {
      const answer = await call('POST', next.path, next.body as never, { idempotencyKey: next.key })
      // What it did is in the answer now, and no longer in what waits.
      change({ requests: outbox.requests.filter(({ key }) => key !== next?.key) })
      for (const arrival of arrivals) arrival(next, answer)
      if (next.order !== undefined) await removeRequest(next.order)
      retryMs = firstRetryMs
      change({ isReached: true })
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      if (isPassing(error.status)) return change({ isReached: error.status !== 0 && outbox.isReached })
      const { status, code, facts } = error
      await putRequest({ ...next, refusal: { status, code, facts } })
    }
    await readAgain()
    others?.postMessage('changed')
  }
}

/**
 * Whether the browser's session is still of whose requests these are: in another tab somebody else may have signed in meanwhile, in
 * whose name nothing of them is to be done. Then this page is not theirs either, and begins anew.
 */
async function isOwnSession(): Promise<boolean> {
  const now = systemClock().getTime()
  if (now - provenAt < provenForMs) return true
  try {
    const { id } = await call<typeof getAccountContract>('GET', '/account')
    if (id !== owner) {
      location.reload()
      return false
    }
    provenAt = now
    return true
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    change({ isReached: error.status !== 0 && outbox.isReached })
    return false
  }
}

function nextDue(): WaitingRequest | undefined {
  const now = systemClock().getTime()
  return outbox.requests.find(({ refusal, sendAfter }) => refusal === null && sendAfter <= now)
}

function wakeLater(): void {
  clearTimeout(timer)
  const waiting = outbox.requests.filter(({ refusal }) => refusal === null)
  if (waiting.length === 0) return
  const now = systemClock().getTime()
  const untilDue = Math.min(...waiting.map(({ sendAfter }) => sendAfter)) - now
  timer = setTimeout(() => void sendWaiting(), untilDue > 0 ? untilDue : retryMs)
  if (untilDue <= 0) retryMs = Math.min(retryMs * 2, longestRetryMs)
}

/** The server is not reached, is busy, or wants whoever it is to sign in again: it is tried later. */
function isPassing(status: number): boolean {
  return status === 0 || status === 401 || status === 429 || status >= 500
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function change(changed: Partial<Outbox>): void {
  outbox = { ...outbox, ...changed }
  for (const listener of listeners) listener()
}
