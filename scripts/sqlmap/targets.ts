import type { Operation } from '../../test/bad-input/operations.ts'
import { encode } from '../../test/bad-input/send.ts'
import type { Request } from '../../test/bad-input/valid-requests.ts'

/** One place of an operation at which sqlmap tries its statements. */
export type Target = {
  /** Of the file that keeps what came of it, and for people. */
  name: string
  method: string
  /** From the root; `*` marks the place to try in a path. */
  url: string
  body: string | undefined
}

/** Where sqlmap puts what it tries. */
const mark = '*'

/** The places of an operation: each parameter of the path and the query alone, and the body as a whole. */
export function targetsOf(operation: Operation, { path, query, body }: Request): Target[] {
  const { name, method } = operation
  const text = body === undefined ? undefined : JSON.stringify(body)
  const address = (given: Request['path']) =>
    operation.path.replace(/\{(\w+)\}/g, (_, parameter: string) => given[parameter] ?? 'x')
  const inPath = Object.keys(operation.pathParameters).map((parameter) => ({
    ...{ name: `${name}.path.${parameter}`, method, body: text },
    url: address({ ...encoded(path), [parameter]: `${encode(path[parameter] ?? 'x')}${mark}` }),
  }))
  const required = operation.requiredQuery.map((parameter) => `${encode(parameter)}=${encode(query[parameter] ?? 'x')}`)
  const inQuery = Object.entries(query).map(([parameter, value]) => {
    const others = required.filter((each) => !each.startsWith(`${encode(parameter)}=`))
    const search = [...others, `${encode(parameter)}=${encode(value)}${mark}`].join('&')
    return { name: `${name}.query.${parameter}`, method, url: `${address(encoded(path))}?${search}`, body: text }
  })
  const inBody = text === undefined ? [] : [{ name: `${name}.body`, method, url: address(encoded(path)), body: text }]
  return [...inPath, ...inQuery, ...inBody]
}

function encoded(path: Request['path']): Request['path'] {
  return Object.fromEntries(Object.entries(path).map(([name, value]) => [name, encode(value)]))
}
