import { isScript, isTest } from './places.ts'
import { type Finding, finding, type Rule, type Source } from './source.ts'

const declaration =
  /^export\s+(?:declare\s+|default\s+)?(?:abstract\s+|async\s+)?(?:function\s*\*?|const|let|var|type|interface|class|enum)\s+([\w$]+|[{[])/gm

/** `docstring`: each exported declaration has a docstring just above it. */
export const docstringRule: Rule = (sources) =>
  sources.filter(({ path }) => isScript(path) && !isTest(path)).flatMap(undocumented)

function undocumented(source: Source): Finding[] {
  const documented = new Set<string>()
  return [...source.code.matchAll(declaration)].flatMap((match) => {
    const name = match[1] ?? ''
    // The second signature of an overload, or the value beside a type of the same name, is told by the first.
    if (documented.has(name)) return []
    documented.add(name)
    if (hasDocstring(source, match.index)) return []
    return [finding(source, match.index, 'docstring', `${name} is exported without a docstring`)]
  })
}

/** Whether a docstring with words ends just above an offset; line comments (for the linter) may stand between. */
function hasDocstring(source: Source, offset: number): boolean {
  const above = source.comments.findLast(({ start, end }) => end <= offset && !source.text.startsWith('//', start))
  if (above === undefined || source.code.slice(above.end, offset).trim() !== '') return false
  return /^\/\*\*[\s\S]*\w/.test(source.text.slice(above.start, above.end))
}
