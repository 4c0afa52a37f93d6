import { posix } from 'node:path'
import { floors, isOutside, moduleOf } from './places.ts'
import { type Finding, finding, type Rule, type Source } from './source.ts'

/** One import, re-export or `import()` of a literal path. */
export type Import = {
  source: Source
  offset: number
  specifier: string
  /** The path from the root of the project; none for a package. */
  target: string | undefined
}

/** The imports of a file, types included. */
export function importsOf(source: Source): Import[] {
  const imports = source.code.matchAll(/(?<![\w.$])(?:from|import)\s*\(?\s*(['"])/g)
  return [...imports].map((match) => {
    const start = match.index + match[0].length
    const specifier = source.text.slice(start, source.code.indexOf(match[1] ?? "'", start))
    const target = specifier.startsWith('.') ? posix.join(posix.dirname(source.path), specifier) : undefined
    return { source, offset: match.index, specifier, target }
  })
}

/** `floors`: src imports downwards only, and nothing but src; the shell may import all of src. */
export const floorRule: Rule = (sources) =>
  sources.filter(({ path }) => !isOutside(path)).flatMap((source) => [...unknownFolder(source), ...climbs(source)])

/** `imports`: a file is imported by its name, with its extension; no file is called index. */
export const importRule: Rule = (sources) =>
  sources.flatMap((source) => [
    ...(/(?:^|\/)index\.(?:ts|tsx|mjs|js)$/.test(source.path)
      ? [finding(source, 0, 'imports', 'index files hide what is imported: import the file itself')]
      : []),
    ...importsOf(source)
      .filter(({ target }) => target !== undefined && !/\.[a-z]+$/.test(target))
      .map(({ offset, specifier }) => finding(source, offset, 'imports', `'${specifier}' is not a file: name it`)),
  ])

/** `cycles`: no file reaches itself by its imports; one finding for each knot. */
export const cycleRule: Rule = (sources) => {
  const graph = new Map(sources.map((source) => [source.path, importsOf(source)]))
  return knots(graph).flatMap((knot) => {
    const path = [...knot].sort()[0] ?? ''
    const way = shortestWayBack(graph, knot, path)
    const first = graph.get(path)?.find(({ target }) => target === way[1])
    return first ? [finding(first.source, first.offset, 'cycles', way.join(' → '))] : []
  })
}

function unknownFolder(source: Source): Finding[] {
  const folder = moduleOf(source.path)
  if (folder === undefined || folder === 'shell' || folder in floors) return []
  return [finding(source, 0, 'floors', `src/${folder} has no floor (scripts/tidy/places.ts)`)]
}

function climbs(source: Source): Finding[] {
  return importsOf(source).flatMap(({ offset, target }) => {
    const message = target === undefined ? undefined : climb(source.path, target)
    return message === undefined ? [] : [finding(source, offset, 'floors', message)]
  })
}

/** Why a file may not import another; nothing where it may. */
function climb(path: string, target: string): string | undefined {
  const [from, to] = [moduleOf(path), moduleOf(target)]
  if (isOutside(target)) return `${target} is for tests and development only`
  if (from !== undefined && target.startsWith('web/')) return 'the server knows nothing of the web'
  if (from === undefined || from === 'shell' || from === to || to === undefined) return undefined
  if (to === 'shell') return `${from} may not import the shell (${target})`
  const [own, other] = [floors[from] ?? 0, floors[to] ?? 0]
  if (other < own) return undefined
  return `${from} (floor ${own}) may not import ${to} (floor ${other})${own === other ? ': same floor' : ''}`
}

/** Tarjan's strongly connected components, those of more than one file or with an import of itself. */
function knots(graph: ReadonlyMap<string, readonly Import[]>): Set<string>[] {
  const order = new Map<string, number>()
  const low = new Map<string, number>()
  const stack: string[] = []
  const found: Set<string>[] = []
  const visit = (path: string): void => {
    order.set(path, order.size)
    low.set(path, order.size - 1)
    stack.push(path)
    for (const { target } of graph.get(path) ?? []) {
      if (target === undefined || !graph.has(target)) continue
      if (!order.has(target)) visit(target)
      if (stack.includes(target)) low.set(path, Math.min(low.get(path) ?? 0, low.get(target) ?? 0))
    }
    if (low.get(path) !== order.get(path)) return
    const knot = new Set(stack.splice(stack.indexOf(path)))
    const selfish = graph.get(path)?.some(({ target }) => target === path)
    if (knot.size > 1 || selfish) found.push(knot)
  }
  for (const path of graph.keys()) if (!order.has(path)) visit(path)
  return found
}

/** The shortest way from a file of a knot back to itself, both ends named. */
function shortestWayBack(graph: ReadonlyMap<string, readonly Import[]>, knot: Set<string>, start: string): string[] {
  const ways: string[][] = [[start]]
  const seen = new Set<string>()
  for (let way = ways.shift(); way !== undefined; way = ways.shift()) {
    for (const { target } of graph.get(way.at(-1) ?? '') ?? []) {
      if (target === start) return [...way, start]
      if (target === undefined || !knot.has(target) || seen.has(target)) continue
      seen.add(target)
      ways.push([...way, target])
    }
  }
  return [start]
}
