import fc from 'fast-check'
import { openTwoShops } from './test/bad-input/two-shops.ts'
import { validRequest } from './test/bad-input/valid-requests.ts'
import { send } from './test/bad-input/send.ts'
import { faultsOfAnswer, fieldFaults } from './test/bad-input/judge.ts'
import { hostileValues } from './test/bad-input/mutations.ts'
const s = await openTwoShops()
const seen = new Set<string>()
let n = 0, ok = 0
try {
  for (const op of s.operations) {
    const bases = fc.sample(validRequest(op, s.own.known), { seed: 5, numRuns: 6 })
    const full = bases.reduce((a, b) => JSON.stringify(b).length > JSON.stringify(a).length ? b : a)
    const reqs: any[] = []
    for (const v of hostileValues) {
      const t = typeof v === 'string' ? v : JSON.stringify(v)
      for (const q of [...Object.keys(op.queryParameters), 'nothing']) reqs.push({ ...full, query: { ...pick(op), [q]: t } })
      for (const p of Object.keys(op.pathParameters)) reqs.push({ ...full, path: { ...full.path, [p]: t } })
      const walk = (node: any, set: (x: any) => any) => {
        if (typeof node !== 'object' || node === null) return
        for (const k of Object.keys(node)) {
          const setK = (x: any) => { const c = Array.isArray(node) ? [...node] : { ...node }; (c as any)[k] = x; return set(c) }
          reqs.push({ ...full, body: setK(v) }); walk(node[k], setK)
        }
      }
      walk(full.body, (x) => x)
    }
    for (const r of reqs) {
      n++
      const a = await send(s.app, s.own.key, op, r)
      if (a.status < 300) ok++
      const f = [...faultsOfAnswer(op, s.problem, a), ...fieldFaults(op, r, a), ...s.faults.splice(0)]
      for (const x of f) { const k = op.name + x.slice(0, 120); if (!seen.has(k)) { seen.add(k); console.log(op.name, a.status, x.slice(0, 700), JSON.stringify(r).slice(0, 400)) } }
    }
  }
  console.log(n, ok)
  function pick(op: any) { return Object.fromEntries(op.requiredQuery.map((q: string) => [q, 'x'])) }
} finally { await s.close() }
