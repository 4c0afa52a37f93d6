import type { OpenApiDocument } from '../../src/platform/http/openapi.ts'
import type { JsonSchema } from './json-schema.ts'
import type { Method } from './open-shop.ts'

/** One operation as the OpenAPI document tells it. */
export type Operation = {
  name: string
  /** What it takes; `public`: nothing. */
  permission: string
  method: Method
  /** From the root, with `{name}` for path parameters. */
  path: string
  pathParameters: Record<string, JsonSchema>
  queryParameters: Record<string, JsonSchema>
  requiredQuery: string[]
  body: JsonSchema | undefined
  /** Status of success and the schema of its answer. */
  success: { status: number; schema: JsonSchema }
  /** Codes of problems that its description lists. */
  problems: string[]
}

type Parameter = { name: string; in: 'path' | 'query' | 'header'; required?: boolean; schema: JsonSchema }

type Content = { content: Record<string, { schema: JsonSchema }> }

type Described = {
  operationId: string
  description: string
  parameters?: Parameter[]
  requestBody?: Content
  responses: Record<string, Content>
}

/** Every operation of the document that answers and is done, in its order; streams have tests of their own (test/live). */
export function operationsOf(document: Pick<OpenApiDocument, 'paths' | 'components'>): Operation[] {
  return Object.entries(inPlace(document.paths, document.components.schemas) as OpenApiDocument['paths']).flatMap(
    ([path, methods]) =>
      Object.entries(methods as Record<string, Described>)
        .filter(([, { responses }]) => responses['200']?.content['text/event-stream'] === undefined)
        .map(([method, described]) => operationOf(path, method, described)),
  )
}

/** The same with each reference replaced by what it refers to. @throws Error for one that leads nowhere */
function inPlace(part: unknown, named: Record<string, object>): unknown {
  if (Array.isArray(part)) return part.map((each) => inPlace(each, named))
  if (typeof part !== 'object' || part === null) return part
  const { $ref } = part as { $ref?: string }
  if ($ref === undefined)
    return Object.fromEntries(Object.entries(part).map(([name, each]) => [name, inPlace(each, named)]))
  const [, name = ''] = /^#\/components\/schemas\/(\w+)$/.exec($ref) ?? []
  if (named[name] === undefined) throw new Error(`${$ref} leads nowhere`)
  return inPlace(named[name], named)
}

function operationOf(path: string, method: string, { operationId, description, ...described }: Described): Operation {
  const { parameters = [], requestBody, responses } = described
  const of = (place: Parameter['in']) => parameters.filter((parameter) => parameter.in === place)
  const schemas = (place: Parameter['in']) => Object.fromEntries(of(place).map(({ name, schema }) => [name, schema]))
  const [status, answer] = Object.entries(responses).find(([code]) => code.startsWith('2')) ?? []
  const schema = Object.values(answer?.content ?? {})[0]?.schema
  if (schema === undefined) throw new Error(`${operationId} has no answer`)
  return {
    name: operationId,
    permission: /Permission: ((?:\w|\.\w)+)/.exec(description)?.[1] ?? '',
    method: method.toUpperCase() as Method,
    path,
    pathParameters: schemas('path'),
    queryParameters: withoutPreview(schemas('query')),
    requiredQuery: of('query').flatMap(({ name, required }) => (required === true ? [name] : [])),
    body: requestBody?.content['application/json']?.schema,
    success: { status: Number(status), schema },
    problems: /Problem codes: (.*)\.$/.exec(description)?.[1]?.split(', ') ?? [],
  }
}

/** What only looks is asked for where a test means to look. */
function withoutPreview({ preview: _, ...others }: Record<string, JsonSchema>): Record<string, JsonSchema> {
  return others
}
