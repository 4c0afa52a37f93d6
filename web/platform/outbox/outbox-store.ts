// What a device keeps in its own database: requests that the server does not have yet, and answers for spells without a network.
import { dayMs, systemClock } from '../../../src/platform/time.ts'

/** What the server refused: as it stands in its answer. */
export type KeptRefusal = { status: number; code: string; facts: Readonly<Record<string, string | number>> }

/** A request that somebody made, and that the server may not have yet. Its key makes sending it again safe. */
export type WaitingRequest = {
  key: string
  /** Where it stands in the row: given by the device's database. */
  order?: number
  /** Whose session it was made in: it is sent in no other. */
  owner: string
  /** What it is about. */
  subject: string
  /** What it does, in words, for who reads what waits. */
  label: string
  path: string
  body: unknown
  /** Not before this moment (milliseconds): until then it can be taken back. */
  sendAfter: number
  refusal: KeptRefusal | null
}

const requests = 'requests'
const answers = 'answers'
let opened: Promise<IDBDatabase> | undefined

/** What waits for the server, in the order in which it was made. */
export async function listRequests(owner: string): Promise<WaitingRequest[]> {
  const all = await work<WaitingRequest[]>(requests, 'readonly', (store) => store.getAll())
  return all.filter((request) => request.owner === owner)
}

/** Keeps a request, or its new state. */
export async function putRequest(request: WaitingRequest): Promise<void> {
  await work(requests, 'readwrite', (store) => store.put(request))
}

/** Forgets a request. */
export async function removeRequest(order: number): Promise<void> {
  await work(requests, 'readwrite', (store) => store.delete(order))
}

/** So long an answer is good for work without a network: what was true longer ago is not shown as if it were now. */
const answersLastMs = 3 * dayMs

/** An answer as it is kept. */
type KeptAnswer = { keptAtMs: number; answer: unknown }

/** Keeps an answer for spells without a network. */
export async function keepAnswer(owner: string, path: string, answer: unknown): Promise<void> {
  const kept: KeptAnswer = { keptAtMs: systemClock().getTime(), answer }
  await work(answers, 'readwrite', (store) => store.put(kept, `${owner} ${path}`))
}

/** The answer that was kept last; undefined when there is none, or it is too old. */
export async function findAnswer(owner: string, path: string): Promise<unknown> {
  const kept = await work<KeptAnswer | undefined>(answers, 'readonly', (store) => store.get(`${owner} ${path}`))
  return isGood(kept) ? kept?.answer : undefined
}

/** Forgets the answers that are too old. */
export async function forgetOldAnswers(): Promise<void> {
  await work(answers, 'readwrite', (store) => {
    const walk = store.openCursor()
    walk.onsuccess = () => {
      const cursor = walk.result
      if (cursor === null) return
      if (!isGood(cursor.value as KeptAnswer)) cursor.delete()
      cursor.continue()
    }
    return walk
  })
}

/** What was kept before answers had an age is too old. */
function isGood(kept: KeptAnswer | undefined): boolean {
  return systemClock().getTime() - (kept?.keptAtMs ?? 0) < answersLastMs
}

/** Forgets what answers were kept: of everybody, or of every person but one (what names no person was replaced as they came in). */
export async function forgetAnswers(owner?: string): Promise<void> {
  if (owner === undefined) return work(answers, 'readwrite', (store) => store.clear())
  await work(answers, 'readwrite', (store) => {
    store.delete(IDBKeyRange.upperBound(`${owner} `, true))
    return store.delete(IDBKeyRange.bound(`${owner} \uffff`, 'g'))
  })
}

/** Forgets what answers were kept of one owner. */
export async function forgetAnswersOf(owner: string): Promise<void> {
  await work(answers, 'readwrite', (store) => store.delete(IDBKeyRange.bound(`${owner} `, `${owner} \uffff`)))
}

function work<Result>(
  name: string,
  mode: IDBTransactionMode,
  act: (store: IDBObjectStore) => IDBRequest<Result>,
): Promise<Result> {
  return open().then(
    (database) =>
      new Promise((resolve, reject) => {
        const transaction = database.transaction(name, mode)
        const request = act(transaction.objectStore(name))
        transaction.oncomplete = () => resolve(request.result)
        transaction.onerror = () => reject(transaction.error)
        transaction.onabort = () => reject(transaction.error)
      }),
  )
}

function open(): Promise<IDBDatabase> {
  opened ??= new Promise((resolve, reject) => {
    const opening = indexedDB.open('yidan', 1)
    opening.onupgradeneeded = () => {
      opening.result.createObjectStore(requests, { keyPath: 'order', autoIncrement: true })
      opening.result.createObjectStore(answers)
    }
    opening.onsuccess = () => resolve(opening.result)
    opening.onerror = () => reject(opening.error)
  })
  return opened
}
