import { importsOf } from './imports.ts'
import { isOutside, isScript, moduleOf } from './places.ts'
import { finding, findingsOf, type Rule, type Source } from './source.ts'

const clockHome = 'src/platform/time.ts'

/** `clock`: the clock is read in one file, so that time can be given to whatever depends on it. */
export const clockRule: Rule = (sources) =>
  findingsOf(
    sources.filter((source) => isRunning(source) && source.path !== clockHome),
    {
      view: 'code',
      pattern: /(?<![\w$.])(?:Date\.now\b|new\s+Date\b(?!\s*\(\s*[^\s)])(?!\.))/g,
      rule: 'clock',
      message: `only ${clockHome} reads the clock: take \`now\` as a value`,
    },
  )

/** `process`: the environment, arguments and exits of the process belong to the shell. */
export const processRule: Rule = (sources) => {
  const others = sources.filter((source) => isRunning(source) && moduleOf(source.path) !== 'shell')
  const message = 'only the shell (src/*.ts, src/cli, src/shell) touches the process: pass down what is needed'
  const pattern =
    /(?<![\w$.])process\s*(?:\?\.|\.(?!\.)|\[)|\bglobalThis\.process\b|(?<=\}\s*=\s*)process\b(?!\s*[.([])/g
  const imported = others.flatMap((source) =>
    importsOf(source)
      .filter(({ specifier }) => /^(?:node:)?process$/.test(specifier))
      .map(({ offset }) => finding(source, offset, 'process', message)),
  )
  return [...imported, ...findingsOf(others, { view: 'code', pattern, rule: 'process', message })]
}

/** `random`: nothing of the product draws numbers that a test cannot repeat; secrets and ids come from crypto. */
export const randomRule: Rule = (sources) =>
  findingsOf(
    sources.filter(({ path }) => /^(?:src|web)\//.test(path)),
    {
      view: 'code',
      pattern: /(?<![\w$.])Math\.random\b/g,
      rule: 'random',
      message:
        'Math.random is not used: use src/platform/random.ts, which can be played again, or node:crypto for ids and secrets',
    },
  )

/** `console`: only the shell speaks to the terminal; the rest logs. */
export const consoleRule: Rule = (sources) =>
  findingsOf(
    sources.filter((source) => isRunning(source) && moduleOf(source.path) !== 'shell'),
    {
      view: 'code',
      pattern: /(?<![\w$.])console\s*\./g,
      rule: 'console',
      message: 'only the shell writes to the console: use the logger',
    },
  )

/** What runs in the product: src and web without their tests. */
function isRunning(source: Source): boolean {
  return isScript(source.path) && /^(?:src|web)\//.test(source.path) && !isOutside(source.path)
}
