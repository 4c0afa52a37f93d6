import type { Finding } from './source.ts'

/** A breach of a rule that is meant. It covers all findings of the rule in the file. */
export type Exception = {
  rule: string
  file: string
  why: string
}

/** The breaches that are meant, each with its reason. An entry that covers nothing any more is a finding itself. */
export const exceptions: readonly Exception[] = []

const home = 'scripts/tidy/exceptions.ts'

/** What is left of the findings, and one more for each entry that is no longer needed or gives no reason. */
export function withoutExceptions(findings: readonly Finding[], allowed: readonly Exception[]): Finding[] {
  const left = findings.filter((found) => !allowed.some((entry) => covers(entry, found)))
  const idle = allowed
    .filter((entry) => !findings.some((found) => covers(entry, found)))
    .map((entry) => complaint(entry, 'is no longer needed: remove it'))
  const mute = allowed.filter(({ why }) => why.trim() === '').map((entry) => complaint(entry, 'has no reason'))
  return [...left, ...idle, ...mute]
}

function covers(entry: Exception, found: Finding): boolean {
  return entry.rule === found.rule && entry.file === found.path
}

function complaint(entry: Exception, what: string): Finding {
  return { path: home, line: 1, rule: 'exceptions', message: `the exception '${entry.rule}' of ${entry.file} ${what}` }
}
