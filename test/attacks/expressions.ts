import { readdirSync, readFileSync } from 'node:fs'

/** A regular expression as it stands in a source. */
export type Expression = { file: string; source: string; flags: string }

const root = new URL('../../', import.meta.url)

/** What may stand before an expression: after a value the slash is a division. */
const literal =
  /(?<=(?:^|[(,=:[!&|?{};>]|\breturn|\btypeof|\bcase)\s*)\/(?![*/])((?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+)\/([dgimsuvy]*)(?=\s*(?:[.,;)\]}:?\n]|$))/gm

/** Every regular expression that is written in the sources of the program, tests left out; each once. */
export function expressionsOf(folder = 'src'): Expression[] {
  const files = readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' })
  const found = files
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .flatMap((file) => {
      const text = readFileSync(new URL(`${folder}/${file}`, root), 'utf8').replace(/^\s*(?:\/\/|\*|\/\*).*$/gm, '')
      return [...text.matchAll(literal)].map(([, source = '', flags = '']) => ({ file, source, flags }))
    })
  return [...new Map(found.map((each) => [`${each.source}/${each.flags}`, each])).values()]
}
