/** A stretch of text that is not code: a whole comment, or what stands between the marks of a string, template or regex. */
export type Segment = {
  kind: 'comment' | 'string' | 'template' | 'regex'
  start: number
  end: number
}

/** What the scanner carries along: where it is, what it found, and what came before (a `/` after a value divides). */
type Scan = {
  text: string
  at: number
  segments: Segment[]
  last: string
  /** Depth of braces now, and the depth at which each open `${` of a template ends. */
  depth: number
  holes: number[]
}

const lineComment = /\/\/[^\n]*/y
const blockComment = /\/\*[\s\S]*?(?:\*\/|$)/y
const quoted = /'(?:[^'\\\n]|\\[\s\S])*'|"(?:[^"\\\n]|\\[\s\S])*"/y
const regex = /\/((?:[^/\\\n[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+)\/[a-z]*/y
const templateText = /(?:[^`\\$]|\\[\s\S]|\$(?!\{))*/y
const word = /[\w$]+/y
const plainRun = /[^\w$'"`/{}]+/y
const wordsBeforeValue = new Set(
  'return typeof case in of delete void throw new else do instanceof yield await default'.split(' '),
)

/**
 * Finds the comments, strings, template texts and regexes of TypeScript, tsx and JavaScript.
 * A quote or slash that does not end on its line is taken as an ordinary character (text in tsx has such).
 */
export function findSegments(text: string): Segment[] {
  const scan: Scan = { text, at: 0, segments: [], last: '', depth: 0, holes: [] }
  while (scan.at < text.length) step(scan)
  return scan.segments
}

/** Finds the comments and the quoted and dollar-quoted texts of SQL. */
export function findSqlSegments(text: string): Segment[] {
  const pattern = /--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|'(?:[^']|'')*'|(\$\w*\$)[\s\S]*?\1/g
  return [...text.matchAll(pattern)].map((match): Segment => {
    const [start, end] = [match.index, match.index + match[0].length]
    const mark = match[1]?.length ?? 1
    if (/^(?:--|\/\*)/.test(match[0])) return { kind: 'comment', start, end }
    return { kind: 'string', start: start + mark, end: end - mark }
  })
}

/** The text with the segments of some kinds replaced by spaces: same length, same lines. */
export function blank(text: string, segments: readonly Segment[], kinds: readonly Segment['kind'][]): string {
  const parts: string[] = []
  let from = 0
  for (const segment of segments) {
    if (!kinds.includes(segment.kind)) continue
    parts.push(text.slice(from, segment.start), text.slice(segment.start, segment.end).replace(/[^\n]/g, ' '))
    from = segment.end
  }
  return parts.join('') + text.slice(from)
}

/** Takes one token. */
function step(scan: Scan): void {
  const character = scan.text[scan.at] ?? ''
  if (character === '/') slash(scan)
  else if (character === "'" || character === '"') quote(scan)
  else if (character === '`') template(scan)
  else if (character === '{' || character === '}') brace(scan, character)
  else scan.last = take(scan, word) ?? (take(scan, plainRun)?.trimEnd().slice(-2) || scan.last)
}

function slash(scan: Scan): void {
  const start = scan.at
  if (take(scan, lineComment) !== undefined || take(scan, blockComment) !== undefined) {
    scan.segments.push({ kind: 'comment', start, end: scan.at })
    return
  }
  const body = valueExpected(scan.last) ? match(scan, regex)?.[1] : undefined
  if (body === undefined) {
    single(scan, '/')
  } else {
    scan.segments.push({ kind: 'regex', start: start + 1, end: start + 1 + body.length })
    take(scan, regex)
    scan.last = 'regex'
  }
}

function quote(scan: Scan): void {
  const start = scan.at
  if (take(scan, quoted) === undefined) {
    single(scan, "'")
  } else {
    scan.segments.push({ kind: 'string', start: start + 1, end: scan.at - 1 })
    scan.last = 'string'
  }
}

/** Takes the text of a template from its backtick, or from the brace that ends a hole, to the next hole or the end. */
function template(scan: Scan): void {
  const start = scan.at + 1
  scan.at = start
  take(scan, templateText)
  scan.segments.push({ kind: 'template', start, end: scan.at })
  if (scan.text.startsWith('${', scan.at)) {
    scan.depth += 1
    scan.holes.push(scan.depth)
    scan.at += 2
    scan.last = '{'
    return
  }
  scan.at += 1
  scan.last = 'template'
}

function brace(scan: Scan, character: '{' | '}'): void {
  if (character === '}' && scan.holes.at(-1) === scan.depth) {
    scan.holes.pop()
    scan.depth -= 1
    template(scan)
  } else {
    scan.depth += character === '{' ? 1 : -1
    single(scan, character)
  }
}

function single(scan: Scan, last: string): void {
  scan.at += 1
  scan.last = last
}

/** Whether a slash after this token begins a regex. `<` does not: it would be a closing tag. */
function valueExpected(last: string): boolean {
  if (/^[\w$]+$/.test(last)) return wordsBeforeValue.has(last)
  return last === '' || last.endsWith('=>') || /[(,=:[!&|?{;+*%^~-]$/.test(last)
}

function match(scan: Scan, pattern: RegExp): RegExpExecArray | undefined {
  pattern.lastIndex = scan.at
  return pattern.exec(scan.text) ?? undefined
}

function take(scan: Scan, pattern: RegExp): string | undefined {
  const taken = match(scan, pattern)?.[0]
  if (taken === undefined) return undefined
  scan.at += taken.length
  return taken
}
