import assert from 'node:assert/strict'
import { afterEach, beforeEach, test } from 'node:test'
import { Refusal } from '../doors/page/call.ts'
import type { ImportKind, RowResult } from './import-kind.ts'
import { createReach, Stopped } from './reach.ts'
import { importOf, isWorking } from './running-imports.ts'
import { sendRows } from './send-rows.ts'
import { chooseTable, leaveImport, sendImport, stopImport, tryImport } from './work-import.ts'

/** A server that acts once for a key, and whose way can be broken before or after it acted. */
function openServer() {
  const done: string[] = []
  const answers = new Map<string, RowResult[]>()
  const server = { done, broken: undefined as 'before' | 'after' | undefined, act }
  function act(names: readonly string[], key: string): RowResult[] {
    const { broken } = server
    server.broken = undefined
    if (broken === 'before') throw new Refusal(0, { code: 'unreachable' })
    const kept = answers.get(key)
    if (kept === undefined) done.push(...names)
    const answer = kept ?? names.map(() => ({ state: 'new' as const }))
    answers.set(key, answer)
    if (broken === 'after') throw new Refusal(0, { code: 'unreachable' })
    return answer
  }
  return server
}

type Server = ReturnType<typeof openServer>

const names = Array.from({ length: 25 }, (_, n) => `客户 ${n}`)
const table = { titles: ['姓名'], rows: names.map((name) => [name]) }

/** Things that nothing but their key tells from each other, ten at a time. `onPortion` runs before each. */
function kindOf(server: Server, onPortion: (n: number) => void | Promise<void> = () => undefined): ImportKind {
  return {
    ...{ key: 'customers', sample: {}, stale: [], fields: [{ key: 'name', names: ['姓名', 'Name'], isNeeded: true }] },
    work: async (rows, work) => {
      let portions = 0
      const send = async (some: readonly string[], key: string) => {
        if (work.isTrial) return some.map(() => ({ state: 'new' as const }))
        portions += 1
        await onPortion(portions)
        return server.act(some, key)
      }
      const sent = rows.map(({ name = '' }, index) => ({ item: name, rows: [index] }))
      await sendRows(sent, send, { ...work, most: 10 })
    },
  }
}

const states = () => {
  const found = [...(importOf('customers')?.results.values() ?? [])].map(({ state }) => state)
  return Object.fromEntries([...new Set(found)].map((state) => [state, found.filter((each) => each === state).length]))
}

const kept = new Map<string, string>()
const globals = globalThis as unknown as Record<string, unknown>
const had = { addEventListener: globals.addEventListener, removeEventListener: globals.removeEventListener }
let asks = 0
const listeners = new Map<string, Set<() => void>>()

beforeEach(() => {
  kept.clear()
  asks = 0
  globals.localStorage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, text: string) => kept.set(key, text),
    removeItem: (key: string) => kept.delete(key),
  }
  globals.addEventListener = (name: string, listener: () => void) => {
    if (name === 'beforeunload') asks = 1
    listeners.set(name, (listeners.get(name) ?? new Set()).add(listener))
  }
  globals.removeEventListener = (name: string, listener: () => void) => {
    if (name === 'beforeunload') asks = 0
    listeners.get(name)?.delete(listener)
  }
})
afterEach(() => {
  leaveImport('customers')
  Object.assign(globals, had)
  delete globals.localStorage
})

/** As a tab that is closed and opened again: what it held is gone, what the device keeps is not. */
async function closeAndChooseAgain(server: Server): Promise<void> {
  leaveImport('customers')
  chooseTable(kindOf(server), table, '客户.csv')
  await tryImport('customers', 'me')
}

test('what was cut off with its tab goes on when the same file is chosen again, and nothing is made twice', async () => {
  const server = openServer()
  // The second portion is done, and its answer never comes.
  const cut = kindOf(server, (n) => {
    if (n === 2) server.broken = 'after'
    if (n === 2) queueMicrotask(() => leaveImport('customers'))
  })
  chooseTable(cut, table, '客户.csv')
  await tryImport('customers', 'me')
  await sendImport('customers', 'me')
  assert.equal(server.done.length, 20)
  await closeAndChooseAgain(server)
  assert.equal(importOf('customers')?.takenBefore, 10)
  assert.deepEqual(states(), { there: 10, new: 15 })
  await sendImport('customers', 'me')
  assert.deepEqual(states(), { there: 10, new: 15 })
  assert.deepEqual(server.done, names)
  assert.equal(kept.size, 0)
})

test('who is somebody else, or has another file, begins anew', async () => {
  const server = openServer()
  const cut = kindOf(server, (n) => (n === 2 ? stopImport('customers') : undefined))
  chooseTable(cut, table, '客户.csv')
  await tryImport('customers', 'me')
  await sendImport('customers', 'me')
  assert.equal(kept.size, 1)
  await tryImport('customers', 'another')
  assert.equal(importOf('customers')?.takenBefore, 0)
  chooseTable(cut, { ...table, rows: table.rows.slice(1) }, '客户.csv')
  await tryImport('customers', 'me')
  assert.equal(importOf('customers')?.takenBefore, 0)
})

test('what somebody stopped goes on from there, and the tab asks only as long as rows are sent', async () => {
  const server = openServer()
  let wasAsked = 0
  const stopping = kindOf(server, (n) => {
    wasAsked = asks
    if (n === 1 && server.done.length === 0) stopImport('customers')
  })
  chooseTable(stopping, table, '客户.csv')
  await tryImport('customers', 'me')
  assert.equal(asks, 0)
  await sendImport('customers', 'me')
  const run = importOf('customers')
  assert.deepEqual([run?.stage, run?.isStopped, run?.results.size, wasAsked, asks], ['sent', true, 10, 1, 0])
  await sendImport('customers', 'me')
  assert.deepEqual(states(), { new: 25 })
  assert.deepEqual(server.done, names)
})

test('a network that is away is waited for: it goes on by itself when it is back, with the same keys', async () => {
  const server = openServer()
  const seen: boolean[] = []
  const shaky = kindOf(server, (n) => {
    if (n === 1) server.broken = 'before'
    if (n === 3) server.broken = 'after'
    if (n === 1 || n === 3) setTimeout(comeBack, 5)
  })
  function comeBack() {
    seen.push(importOf('customers')?.isAway ?? false)
    for (const back of listeners.get('online') ?? []) back()
  }
  chooseTable(shaky, table, '客户.csv')
  await tryImport('customers', 'me')
  await sendImport('customers', 'me')
  assert.deepEqual(seen, [true, true])
  assert.deepEqual(states(), { new: 25 })
  assert.deepEqual(server.done, names)
  assert.equal(isWorking(importOf('customers') ?? { stage: 'ready' }), false)
})

test('patience ends with who stops it, and what is refused is not asked again', async () => {
  const own = new AbortController()
  const reach = createReach({ signal: own.signal, onAway: () => own.abort() })
  let times = 0
  const away = () => {
    times += 1
    return Promise.reject(new Refusal(0, { code: 'unreachable' }))
  }
  await assert.rejects(reach(away), Stopped)
  assert.equal(times, 1)
  const patient = createReach({ signal: new AbortController().signal, onAway: () => undefined })
  await assert.rejects(
    patient(() => Promise.reject(new Refusal(409, { code: 'sku_taken' }))),
    { code: 'sku_taken' },
  )
})
