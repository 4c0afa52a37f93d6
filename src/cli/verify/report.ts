import type { Break, BreakRow } from './break.ts'

/** The breaks for people: each invariant in words, its rows below, what stands in the dead letters last. */
export function reportText(breaks: readonly Break[]): string {
  if (breaks.length === 0) return 'every invariant holds\n'
  const isDead = ({ check }: Break) => check.includes('dead-letters')
  const dead = breaks.filter(isDead)
  const others = breaks.filter((each) => !isDead(each))
  const parts = others.map(section)
  if (dead.length > 0)
    parts.push(`WARNING: dead letters wait for someone to look at them\n${dead.map(section).join('\n')}`)
  const checks = breaks.length === 1 ? '1 check found' : `${breaks.length} checks found`
  return `${parts.join('\n')}\n${checks} what must not be\n`
}

/** The breaks as one JSON document. */
export function reportJson(breaks: readonly Break[]): string {
  return `${JSON.stringify({ ok: breaks.length === 0, breaks }, null, 2)}\n`
}

function section({ invariant, check, says, count, rows }: Break): string {
  const lines = rows.map((row) => `  ${rowText(row)}`)
  if (count > rows.length) lines.push(`  and ${count - rows.length} more`)
  const head = `BROKEN ${invariant} (${check}): ${says}`
  return [head, `  ${count === 1 ? '1 row' : `${count} rows`}:`, ...lines, ''].join('\n')
}

function rowText({ merchantId, fault, ids, found, expected }: BreakRow): string {
  const names = Object.entries({ ...(merchantId !== null && { merchant: merchantId }), ...ids })
  const which = names.map(([name, id]) => `${name} ${typeof id === 'object' ? JSON.stringify(id) : id}`).join(' ')
  return `${which}: ${fault}: found ${found ?? 'nothing'}, expected ${expected ?? 'nothing'}`
}
