import { floors, isOutside, isScript, moduleOf } from './places.ts'
import { finding, type Rule, type Source } from './source.ts'

const sqlHomes = /-(?:store|queries)\.ts$|^src\/platform\/|^src\/cli\/verify(?:\/|[-.])/

const sqlForms = [
  { view: 'code', pattern: /(?<![\w$.])sql\b[\w$.]*\s*(?:<[^`()]*>)?\s*`/g },
  { view: 'code', pattern: /\.\s*query\s*(?:<[^()]*>)?\(|(?<![\w$.])insertRows\s*\(/g },
  { view: 'code', pattern: /\.(?:selectFrom|insertInto|updateTable|deleteFrom|mergeInto)\(/g },
  {
    view: 'plain',
    pattern:
      /(?<!\bsql(?:<[^`()]*>)?)['"`]\s*(?:select\s[^'"`]+?\sfrom\s|insert\s+into\s|delete\s+from\s|update\s+\w+\s+set\s|with\s+\w+\s+as\s*\()/gi,
  },
] as const

/** `sql`: SQL stands where a reader looks for it, whatever form it has; one finding for a file, at its first place. */
export const sqlRule: Rule = (sources) =>
  sources
    .filter((source) => source.path.startsWith('src/') && isScript(source.path) && !isOutside(source.path))
    .filter(({ path }) => !sqlHomes.test(path))
    .flatMap((source) => {
      const places = sqlForms.flatMap(({ view, pattern }) =>
        [...source[view].matchAll(pattern)].map(({ index }) => index),
      )
      if (places.length === 0) return []
      const message = `SQL (${places.length}): it stands in *-store.ts and *-queries.ts, or in src/platform`
      return [finding(source, Math.min(...places), 'sql', message)]
    })

/** `table-owner`: each table says in its migration which module it is of, on the line before: `-- owner: orders`. */
export const tableOwnerRule: Rule = (sources) =>
  createdTables(sources).flatMap(({ source, offset, table, owner }) => {
    if (owner === undefined)
      return [finding(source, offset, 'table-owner', `${table} has no line \`-- owner: <module>\` above`)]
    if (owner in floors) return []
    return [finding(source, offset, 'table-owner', `${table}: there is no module '${owner}'`)]
  })

/** `table-writer`: a table is written by its own module only. */
export const tableWriterRule: Rule = (sources) => {
  const owners = new Map(createdTables(sources).map(({ table, owner }) => [table, owner]))
  return sources
    .filter(({ path }) => path.startsWith('src/') && !isOutside(path))
    .flatMap((source) =>
      writtenTables(source).flatMap(({ table, offset }) => {
        const owner = owners.get(table)
        if (owner === undefined || owner === moduleOf(source.path)) return []
        return [finding(source, offset, 'table-writer', `${table} is written by ${owner} only: call it`)]
      }),
    )
}

type CreatedTable = {
  source: Source
  offset: number
  table: string
  owner: string | undefined
}

/** The tables that migrations make; partitions are their parent's. */
function createdTables(sources: readonly Source[]): CreatedTable[] {
  const create = /\bcreate\s+(?:unlogged\s+)?table\s+(?:if\s+not\s+exists\s+)?([\w."]+)(?!\s+partition\s+of)(?=[\s(])/gi
  return sources
    .filter(({ path }) => path.startsWith('db/migrations/') && path.endsWith('.sql'))
    .flatMap((source) =>
      [...source.code.matchAll(create)].map((match) => {
        const above = source.text.slice(0, match.index).trimEnd().split('\n').at(-1) ?? ''
        const owner = /^\s*--\s*owner:\s*([\w-]+)/.exec(above)?.[1]
        return { source, offset: match.index, table: bareName(match[1] ?? ''), owner }
      }),
    )
}

const writes = [
  /\binsert\s+into\s+([\w."]+)/gi,
  /\bdelete\s+from\s+(?:only\s+)?([\w."]+)/gi,
  /\bmerge\s+into\s+([\w."]+)/gi,
  /\btruncate\s+(?:table\s+)?([\w."]+)/gi,
  /\bupdate\s+(?:only\s+)?(?!set\b)([\w."]+)(?:\s+(?:as\s+)?(?!set\b)\w+)?\s+set\b/gi,
  /\.(?:insertInto|updateTable|deleteFrom|mergeInto)\(\s*['"`]([\w.]+)/g,
  /(?<![\w$.])insertRows\s*\([^,'"]*,\s*['"](\w+)/g,
]

/** The tables that a file's SQL, or its query builder, writes. */
function writtenTables(source: Source): { table: string; offset: number }[] {
  return writes.flatMap((pattern) =>
    [...source.plain.matchAll(pattern)].map((match) => ({ table: bareName(match[1] ?? ''), offset: match.index })),
  )
}

function bareName(name: string): string {
  return name
    .replaceAll('"', '')
    .replace(/^(?:public|yidan)\./, '')
    .toLowerCase()
}
