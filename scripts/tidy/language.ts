import { isScript } from './places.ts'
import { finding, findingsOf, type Rule } from './source.ts'

/** `any`: the type that turns checking off. */
export const anyRule: Rule = (sources) =>
  findingsOf(sources.filter(isTypeScript), {
    view: 'code',
    pattern:
      /(?<=[:<,|&(=[?]\s*|\b(?:as|satisfies|extends|keyof|is)\s+)(?<!\b(?:const|let|function)\s+)any\b(?!\s*[:(.]|\s*=>)/g,
    rule: 'any',
    message: 'any turns checking off: use the type, or unknown and a parse',
  }).concat(
    findingsOf(sources.filter(isTypeScript), {
      view: 'code',
      pattern: /\bz\s*\.any\s*\(/g,
      rule: 'any',
      message: 'z.any() checks nothing: use the schema, or z.unknown()',
    }),
  )

/** `ts-comment`: comments that silence the compiler. */
export const silencerRule: Rule = (sources) =>
  sources
    .filter(isTypeScript)
    .flatMap((source) =>
      source.comments
        .filter(({ start, end }) => /@ts-(?:ignore|expect-error|nocheck)\b/.test(source.text.slice(start, end)))
        .map(({ start }) => finding(source, start, 'ts-comment', 'the compiler is not silenced: mend the type')),
    )

/** `enum`: enums and namespaces; not erasable, so Node does not run them. */
export const enumRule: Rule = (sources) =>
  findingsOf(sources.filter(isTypeScript), {
    view: 'code',
    pattern: /(?<![\w$.])(?:enum\s+[A-Za-z_$][\w$]*|(?:namespace|module)\s+[A-Za-z_$][\w$.]*)\s*\{/g,
    rule: 'enum',
    message: 'no enum or namespace: use a union, or a table `as const`',
  })

/** `decorator`: behaviour hung on a declaration from outside. */
export const decoratorRule: Rule = (sources) =>
  findingsOf(sources.filter(isTypeScript), {
    view: 'code',
    pattern: /(?<=^[ \t]*|[(,{;]\s*)@[A-Za-z_$]/gm,
    rule: 'decorator',
    message: 'no decorators: call the function',
  })

/** `default-export`: a thing has one name everywhere. The web may, for what it loads late. */
export const defaultExportRule: Rule = (sources) =>
  findingsOf(
    sources.filter(({ path }) => isScript(path) && !path.startsWith('web/')),
    {
      view: 'code',
      pattern: /(?<![\w$.])export\s+default\b|(?<![\w$.])export\s*\{[^}]*\bas\s+default\b/g,
      rule: 'default-export',
      message: 'no default export: give it its name',
    },
  )

/** `class`: plain functions and values; a class is an error. */
export const classRule: Rule = (sources) =>
  findingsOf(
    sources.filter(({ path }) => isScript(path)),
    {
      view: 'code',
      pattern: /(?<![\w$.])class(?=\s+[A-Za-z_$]|\s*\{)(?!(?:\s+[A-Za-z_$][\w$]*)?\s+extends\s+(?:[\w$]*Error)\b)/g,
      rule: 'class',
      message: 'no classes but errors: write functions over plain values',
    },
  )

function isTypeScript({ path }: { path: string }): boolean {
  return /\.tsx?$/.test(path)
}
