import { findFunctions } from './functions.ts'
import { isScript, isTest } from './places.ts'
import { type Finding, finding, type Rule, type Source } from './source.ts'

/** Lines of a file, of a test file and of a function, and parameters of a function: the most there may be. */
export const limits = { file: 300, test: 500, function: 70, parameters: 4 } as const

/** `file-size`: files that should be split. */
export const fileSizeRule: Rule = (sources) =>
  sources.flatMap((source) => {
    const lines = source.text.trimEnd().split('\n').length
    const limit = isTest(source.path) ? limits.test : limits.file
    return lines > limit ? [finding(source, 0, 'file-size', `${lines} lines, limit ${limit}: split the file`)] : []
  })

/** `function-size`: long functions. A `describe`, or a test file's table of cases, may be as long as its file. */
export const functionSizeRule: Rule = (sources) => sources.filter(({ path }) => isScript(path)).flatMap(longFunctions)

/** `parameters`: functions of many parameters. A test's callback takes what the test library gives it. */
export const parameterRule: Rule = (sources) =>
  sources
    .filter(({ path }) => isScript(path))
    .flatMap((source) =>
      findFunctions(source.code)
        .filter(({ parameters }) => parameters.length > limits.parameters)
        .filter(({ name }) => !isTest(source.path) || !/^(?:async)?$/.test(name))
        .map(({ name, start, parameters }) => {
          const message = `${name || 'function'} takes ${parameters.length} parameters, limit ${limits.parameters}: take one object`
          return finding(source, start, 'parameters', message)
        }),
    )

function longFunctions(source: Source): Finding[] {
  return findFunctions(source.code).flatMap(({ name, start, end }) => {
    const lines = source.code.slice(start, end).split('\n').length
    if (lines <= limits.function || isDescribe(source, start)) return []
    return [
      finding(source, start, 'function-size', `${name || 'function'} has ${lines} lines, limit ${limits.function}`),
    ]
  })
}

const tableOfCases =
  /(?:\b(?:describe|suite)|^(?!(?:test|it|before|after)(?:Each)?\b)[a-z]\w*)\((?:(['"`]) *\1,\s*)?(?:\{[^{}]*\},\s*)?(?:async\s*)?(?![\s\S])/m

function isDescribe(source: Source, start: number): boolean {
  return isTest(source.path) && tableOfCases.test(source.code.slice(0, start))
}
