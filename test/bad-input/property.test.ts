import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import fc from 'fast-check'
import { differences, openFingerprint } from './fingerprint.ts'
import { faultsOfAnswer } from './judge.ts'
import { mutate, mutation } from './mutations.ts'
import type { Operation } from './operations.ts'
import { send } from './send.ts'
import { openTwoShops, type TwoShops } from './two-shops.ts'
import { type Request, validRequest } from './valid-requests.ts'

const seed = Number(process.env.SEED ?? 20_260_101)
const runs = Number(process.env.RUNS ?? 40)

let shops: TwoShops
let fingerprint: () => Promise<string>
let last: string | undefined

before(async () => {
  shops = await openTwoShops()
  fingerprint = await openFingerprint(shops.merchant.owner)
})
after(() => shops.close())

const stats = new Map<string, number>()
async function faultsOf(operation: Operation, request: Request): Promise<string[]> {
  last ??= await fingerprint()
  const answer = await send(shops.app, shops.own.key, operation, request)
  stats.set(`${operation.name} ${answer.status}`, (stats.get(`${operation.name} ${answer.status}`) ?? 0) + 1)
  const faults = faultsOfAnswer(operation, shops.problem, answer)
  if (answer.status < 400) { last = operation.method === 'GET' ? last : undefined; return faults }
  const now = await fingerprint()
  const changed = differences(last, now)
  last = now
  return [...faults, ...changed.map((table) => `refused, and changed ${table}`), ...shops.faults.splice(0)]
}

describe('x', async () => {
  const seen = new Map<string, string>()
  it('valid', async () => {
    for (const operation of shops.operations) {
      for (const kind of ['valid', 'mutated']) {
        const arb = kind === 'valid' ? validRequest(operation, shops.own.known) : fc.tuple(validRequest(operation, shops.own.known), mutation).map(([r, m]) => mutate(r, m))
        for (const request of fc.sample(arb, { seed, numRuns: runs })) {
          const faults = await faultsOf(operation, request as Request)
          for (const f of faults) {
            const k = operation.name + ' ' + f.slice(0, 160)
            if (!seen.has(k)) { seen.set(k, ''); console.log('FAULT', kind, k, f.length > 160 ? f.slice(160, 500) : '', JSON.stringify(request).slice(0, 600)) }
          }
        }
      }
    }
    console.log([...stats].sort().map(([a,b])=>a+':'+b).join('  '))
  })
})
