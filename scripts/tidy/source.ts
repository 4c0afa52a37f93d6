import { blank, findSegments, findSqlSegments, type Segment } from './segments.ts'

/** A file as the rules see it. All views have the same length and the same lines as the text. */
export type Source = {
  /** From the root of the project, with `/`. */
  path: string
  text: string
  /** Without comments, and without what stands in strings, templates and regexes. */
  code: string
  /** Without comments; strings and templates are there. */
  plain: string
  comments: readonly Segment[]
}

/** One breach of a rule. */
export type Finding = {
  path: string
  line: number
  rule: string
  message: string
}

/** A rule is pure: all files in, its breaches out. */
export type Rule = (sources: readonly Source[]) => Finding[]

/** Reads a file's text into the views that rules work on. */
export function toSource(path: string, text: string): Source {
  const segments = path.endsWith('.sql') ? findSqlSegments(text) : findSegments(text)
  const plain = blank(text, segments, ['comment'])
  const code = blank(text, segments, ['comment', 'string', 'template', 'regex'])
  return { path, text, code, plain, comments: segments.filter(({ kind }) => kind === 'comment') }
}

/** The line, from 1, of an offset. */
export function lineAt(source: Source, offset: number): number {
  let line = 1
  for (let at = source.text.indexOf('\n'); at !== -1 && at < offset; at = source.text.indexOf('\n', at + 1)) line += 1
  return line
}

/** Makes the finding of a rule at an offset of a file. */
export function finding(source: Source, offset: number, rule: string, message: string): Finding {
  return { path: source.path, line: lineAt(source, offset), rule, message }
}

/** All matches of a pattern in one view of each file that is asked for, as findings. */
export function findingsOf(
  sources: readonly Source[],
  search: { view: 'code' | 'plain'; pattern: RegExp; rule: string; message: string },
): Finding[] {
  return sources.flatMap((source) =>
    [...source[search.view].matchAll(search.pattern)].map((match) =>
      finding(source, match.index, search.rule, search.message),
    ),
  )
}
