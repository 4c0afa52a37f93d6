import { matchBrackets, splitList } from './functions.ts'
import { type Finding, finding, type Rule, type Source } from './source.ts'

const required = ['permission', 'problems']

/** `contract`: every operation says who may call it and how it can fail. */
export const contractRule: Rule = (sources) =>
  sources.filter(({ path }) => /(?:^|[/-])contract\.ts$/.test(path)).flatMap(incompleteContracts)

function incompleteContracts(source: Source): Finding[] {
  const opening = new Map([...matchBrackets(source.code)].map(([open, close]) => [close, open]))
  const ends = source.code.matchAll(/\}(?=\s*(?:as\s+const\s+)?satisfies\s+Contract\b)/g)
  return [...ends].flatMap(({ index }) => {
    const open = opening.get(index) ?? 0
    const keys = splitList(source.code.slice(open + 1, index)).map((entry) => /^['"]?([\w$]+)/.exec(entry)?.[1])
    return required
      .filter((key) => !keys.includes(key))
      .map((key) => finding(source, open, 'contract', `a contract without \`${key}\``))
  })
}
