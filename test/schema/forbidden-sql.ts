import { blank, findSegments, findSqlSegments } from '../../scripts/tidy/segments.ts'

/** A file of the product with SQL in it. */
export type SqlSource = { path: string; text: string }

type Form = { pattern: RegExp; why: string }

/** What a cluster refuses or answers wrongly, and what stands in the way of a statement that is done again. */
const forms: readonly Form[] = [
  { pattern: /\bmerge\s+into\b/gi, why: 'MERGE does not run on a cluster: use INSERT … ON CONFLICT' },
  { pattern: /\bset_config\s*\(/gi, why: 'set_config() does not reach the shards: use SET LOCAL with a literal' },
  { pattern: /\bcreate\s+(?:or\s+replace\s+)?(?:constraint\s+)?trigger\b/gi, why: 'triggers do not run on a cluster' },
  { pattern: /\bon\s+delete\s+set\s+(?:null|default)\b/gi, why: 'ON DELETE SET … would set the merchant too' },
  {
    pattern: /\b(?:next|set|curr)val\s*\(|\bas\s+identity\b|\b(?:big|small)?serial\b(?!\s*:)/gi,
    why: 'ids are made by the application',
  },
  {
    pattern: /\b(?:gen_random_uuid|uuidv[47]|random|clock_timestamp|statement_timestamp|timeofday)\s*\(/gi,
    why: 'volatile functions differ between shards: give the value',
  },
  {
    pattern: /\bdo\s+update\s+set\b[^;]*?\b(?:now\s*\(\s*\)|current_timestamp\b)/gi,
    why: 'now() in DO UPDATE: use EXCLUDED',
  },
  { pattern: /\bnow\s*\(\s*\)|\bcurrent_timestamp\b/gi, why: 'the time is `command.now`, not the database’s' },
  { pattern: /\bvalues\s*\((?:[^()]|\([^()]*\))*\(\s*select\b/gi, why: 'a sub-select in VALUES: use INSERT … SELECT' },
]

/** Forbidden forms in the SQL of scripts: one line each, `path:line why`. Only what stands in strings and templates is SQL. */
export function forbiddenSql(sources: readonly SqlSource[]): string[] {
  return sources.flatMap(({ path, text }) => {
    const sql = path.endsWith('.sql') ? blank(text, findSqlSegments(text), ['comment']) : statementsOf(text)
    const found = new Map<number, string>()
    for (const { pattern, why } of forms) {
      for (const { index, 0: match } of sql.matchAll(pattern)) {
        const at = index + match.length
        if (!found.has(at)) found.set(at, `${path}:${text.slice(0, at).split('\n').length} ${why}`)
      }
    }
    return [...found].sort(([a], [b]) => a - b).map(([, line]) => line)
  })
}

/** A script with everything blanked but the texts of its strings and templates. */
function statementsOf(text: string): string {
  const texts = findSegments(text).filter(({ kind }) => kind === 'string' || kind === 'template')
  let at = 0
  const code = [...texts, { start: text.length, end: text.length }].map(({ start, end }) => {
    const between = { kind: 'comment', start: at, end: start } as const
    at = end
    return between
  })
  return blank(text, code, ['comment'])
}
