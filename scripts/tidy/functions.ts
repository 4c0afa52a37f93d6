/** A function found in code: its parameters, and where it begins and ends. */
export type FoundFunction = {
  name: string
  start: number
  end: number
  parameters: string[]
}

const notFunctions = new Set(['if', 'for', 'while', 'switch', 'catch', 'with', 'await', 'return'])
const typePrefixes = new Set(['keyof', 'typeof', 'readonly', 'unique', 'asserts', 'infer', 'new', 'abstract'])

/**
 * The functions of a file with a body, and function types: each `(…)` that is followed, after a return type perhaps, by `=>`,
 * or by `{` where the word before is not `if` and its like.
 * @param code a file's code view, see source.ts
 */
export function findFunctions(code: string): FoundFunction[] {
  const pairs = matchBrackets(code)
  return [...pairs].flatMap(([open, close]) => {
    if (code[open] !== '(') return []
    const name = wordBefore(code, open)
    const body = bodyAfter(code, close + 1, pairs)
    if (body === undefined || (code[body] === '{' && (name === '' || notFunctions.has(name)))) return []
    const end = code[body] === '{' ? (pairs.get(body) ?? body) : expressionEnd(code, body + 2, pairs)
    return [{ name, start: open, end, parameters: splitList(code.slice(open + 1, close)) }]
  })
}

/** Each opening bracket `(`, `[`, `{` of a code view with its closing one, in order of the opening ones. */
export function matchBrackets(code: string): Map<number, number> {
  const pairs = new Map<number, number>()
  const open: number[] = []
  for (const { index, 0: bracket } of code.matchAll(/[()[\]{}]/g)) {
    if ('([{'.includes(bracket)) {
      open.push(index)
      pairs.set(index, code.length - 1)
    } else {
      const start = open.pop()
      if (start !== undefined) pairs.set(start, index)
    }
  }
  return pairs
}

/** Splits at the commas that stand in no bracket, type arguments included; a last comma adds nothing. */
export function splitList(text: string): string[] {
  const items = ['']
  let depth = 0
  for (const { 0: token } of text.matchAll(/=>|[\w$]<|[([{<]|[)\]}>]|,|[^,]/g)) {
    if (token !== '=>') depth += /[([{]|[\w$]</.test(token) ? 1 : /^[)\]}>]$/.test(token) ? -1 : 0
    if (token === ',' && depth === 0) items.push('')
    else items.push((items.pop() ?? '') + token)
  }
  return items.map((item) => item.trim()).filter((item) => item !== '')
}

/** The word before an opening parenthesis, past type parameters. */
function wordBefore(code: string, open: number): string {
  let end = open
  while (/\s/.test(code[end - 1] ?? '')) end -= 1
  if (code[end - 1] === '>' && code[end - 2] !== '=') end = openAngle(code, end - 1)
  return /([\w$]+)\??\s*$/.exec(code.slice(Math.max(0, end - 80), end))?.[1] ?? ''
}

/** Where the body of a function begins, `{` or `=>`, after a return type perhaps; nothing where there is no body. */
function bodyAfter(code: string, from: number, pairs: ReadonlyMap<number, number>): number | undefined {
  let at = skipSpace(code, from)
  if (code[at] === ':') at = skipSpace(code, skipType(code, at + 1, pairs))
  return code[at] === '{' || code.startsWith('=>', at) ? at : undefined
}

/** The offset after a type. A parenthesis followed by `=>` inside it is a function type. */
function skipType(code: string, from: number, pairs: ReadonlyMap<number, number>): number {
  let at = from
  let operandExpected = true
  let operand = ''
  for (;;) {
    const next = skipSpace(code, at)
    const character = code[next] ?? ''
    if (operandExpected) {
      const taken = typeOperand(code, next, pairs)
      if (taken === undefined) return next
      operandExpected = /^[|&-]$/.test(character) || typePrefixes.has(code.slice(next, taken))
      operand = character
      at = taken
    } else if (character === '<') at = closeAngle(code, next) + 1
    else if (character === '[' && !code.slice(at, next).includes('\n')) at = (pairs.get(next) ?? next) + 1
    else {
      const joint = /^(?:[|&]|is\b|extends\b)/.exec(code.slice(next, next + 8))?.[0]
      const arrow = operand === '(' && code.startsWith('=>', next) ? '=>' : undefined
      const sign = joint ?? arrow
      if (sign === undefined) return next
      operandExpected = true
      at = next + sign.length
    }
  }
}

/** The offset after one operand of a type, or after a sign or word that stands before one. */
function typeOperand(code: string, at: number, pairs: ReadonlyMap<number, number>): number | undefined {
  const character = code[at] ?? ''
  if (character === '(' || character === '[' || character === '{') return (pairs.get(at) ?? at) + 1
  if (character === "'" || character === '"' || character === '`')
    return code.indexOf(character, at + 1) + 1 || undefined
  if (/[|&-]/.test(character)) return at + 1
  const word = /^[\w$.]+/.exec(code.slice(at, at + 200))?.[0]
  return word === undefined ? undefined : at + word.length
}

function closeAngle(code: string, open: number): number {
  let depth = 0
  for (let at = open; at < code.length; at += 1) {
    if (code[at] === '<') depth += 1
    if (code[at] === '>' && code[at - 1] !== '=') depth -= 1
    if (depth === 0) return at
  }
  return open
}

function openAngle(code: string, close: number): number {
  let depth = 0
  for (let at = close; at >= 0; at -= 1) {
    if (code[at] === '>' && code[at - 1] !== '=') depth += 1
    if (code[at] === '<') depth -= 1
    if (depth === 0) return at
  }
  return close
}

/** The end of an arrow's body: its block, or the expression up to a comma, closing bracket or finished line. */
function expressionEnd(code: string, from: number, pairs: ReadonlyMap<number, number>): number {
  let at = skipSpace(code, from)
  if (code[at] === '{') return pairs.get(at) ?? at
  for (; at < code.length; at += 1) {
    const character = code[at] ?? ''
    if (',;)]}'.includes(character)) return at - 1
    if (character === '`') at = templateEnd(code, at)
    else if ('([{'.includes(character)) at = pairs.get(at) ?? at
    else if (character === '\n' && !goesOn(code, at)) return at - 1
  }
  return at - 1
}

/** Whether an expression goes on past a line's end: the next line begins, or this one ended, with an operator. */
function goesOn(code: string, newline: number): boolean {
  const next = code.slice(skipSpace(code, newline), skipSpace(code, newline) + 1)
  const last =
    code
      .slice(Math.max(0, newline - 200), newline)
      .trimEnd()
      .at(-1) ?? ''
  return /[.?:|&+*/%=<>-]/.test(next) || /[.?:|&+*/%=<>!-]/.test(last)
}

/** The closing backtick of a template; the text of its strings is blank, its holes may hold templates. */
function templateEnd(code: string, open: number): number {
  let depth = 0
  for (let at = open + 1; at < code.length; at += 1) {
    if (code[at] === '{') depth += 1
    if (code[at] === '}') depth -= 1
    if (code[at] === '`') {
      if (depth === 0) return at
      at = templateEnd(code, at)
    }
  }
  return code.length - 1
}

function skipSpace(code: string, from: number): number {
  let at = from
  while (at < code.length && /\s/.test(code[at] ?? '')) at += 1
  return at
}
