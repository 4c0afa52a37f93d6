import { finding, type Rule } from './source.ts'

const banned = new Set(['utils', 'helpers', 'common', 'manager', 'service', 'data', 'info', 'impl'])
const kebab = /^[a-z0-9]+(?:-[a-z0-9]+)*$/
const component = /^[A-Z][A-Za-z0-9]*$/

/**
 * `file-name`: files and folders are kebab-case (a component of the web is named as it is written: `OrderList.tsx`), and no name
 * is one of the words that say nothing. `service` is allowed where it is the customer service module.
 */
export const fileNameRule: Rule = (sources) =>
  sources.flatMap((source) => {
    const message = fault(source.path)
    return message === undefined ? [] : [finding(source, 0, 'file-name', message)]
  })

function fault(path: string): string | undefined {
  const segments = path.split('/')
  const parts = segments.flatMap((segment) => segment.split('.'))
  const file = segments.at(-1) ?? ''
  const crooked = parts.find((part) => !kebab.test(part) && !(file.startsWith(`${part}.`) && isComponent(file, part)))
  if (crooked !== undefined) return `'${crooked}' is not kebab-case`
  const allowed = /^(?:src|web)\/service\//.test(path) ? 'service' : undefined
  const word = parts.flatMap((part) => part.split('-')).find((each) => banned.has(each) && each !== allowed)
  return word === undefined ? undefined : `'${word}' says nothing: name the file for what it exports`
}

function isComponent(file: string, part: string): boolean {
  return file.endsWith('.tsx') && component.test(part)
}
