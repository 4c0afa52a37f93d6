import { z } from 'zod'
import type { Contract } from './contract.ts'
import { previewView } from './preview-view.ts'
import { problemView } from './problem.ts'
import { formOfRow } from './row-forms.ts'

/** The part of an OpenAPI 3.1 document that is ours to say. */
export type OpenApiDocument = {
  openapi: '3.1.0'
  info: { title: string; version: string; description: string; license: { name: string; identifier: string } }
  security: object[]
  servers: { url: string }[]
  tags: { name: string; 'x-displayName': string; description: string }[]
  paths: Record<string, Record<string, object>>
  components: { securitySchemes: object; schemas: Record<string, object> }
}

/** A part of the API: how a reader's list calls it, and what it holds. */
export type Area = { title: string; says: string }

/** Makes the API's document from its contracts, grouped by the area that their permissions name. */
export function openApiOf(
  contracts: readonly Contract[],
  { version, areas }: { version: string; areas: Readonly<Record<string, Area>> },
): OpenApiDocument {
  const paths: OpenApiDocument['paths'] = {}
  const named: NamedSchemas = {}
  schemaOf(z.object({ preview: previewView }), 'output', named)
  for (const contract of contracts) {
    const path = `/api/v1${contract.path.replace(/:(\w+)/g, '{$1}')}`
    paths[path] = { ...paths[path], [contract.method.toLowerCase()]: operationOf(contract, named) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Yidan 一单',
      version,
      description:
        'Order management. Amounts are integers in minor units; unit prices are decimal texts; times are UTC. 429 and 503 have Retry-After: ask again with the same Idempotency-Key.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    security: [{ apiKey: [] }],
    servers: [{ url: '/' }],
    tags: Object.entries(areas).map(([name, { title, says }]) => ({ name, 'x-displayName': title, description: says })),
    paths: Object.fromEntries(Object.entries(paths).sort(([a], [b]) => (a < b ? -1 : 1))),
    components: {
      securitySchemes: { apiKey: { type: 'http', scheme: 'bearer', description: 'an API key: yd_…' } },
      schemas: named,
    },
  }
}

/** Schemas that have a name of their own, by it: they stand once, among the components. */
type NamedSchemas = Record<string, object>

function operationOf(contract: Contract, named: NamedSchemas): object {
  const { operation, summary, permission, body, response, accepted, status = 200, problems, mayNeed = [] } = contract
  const also = mayNeed.length > 0 ? `, by what it is about ${mayNeed.join(' or ')}` : ''
  return {
    operationId: operation,
    ...(permission === 'public' && { security: [] }),
    tags: [areaOf(permission)],
    summary,
    description: `Permission: ${permission}${also}. Problem codes: ${['invalid_input', ...problems].join(', ')}.`,
    parameters: [
      ...parametersOf(contract.params, 'path', named),
      ...parametersOf(contract.query, 'query', named),
      ...previewOf(contract),
      ...headersOf(contract),
    ],
    ...(body !== undefined && {
      requestBody: { required: true, content: { 'application/json': { schema: schemaOf(body, 'input', named) } } },
    }),
    responses: {
      [String(status)]: {
        description: contract.stream === undefined ? 'done' : streamSays(contract.stream, named),
        content: Object.fromEntries(
          mediaOf(contract).map((type) => [type, { schema: schemaOf(response, 'output', named) }]),
        ),
      },
      ...(accepted !== undefined && {
        '202': {
          description: 'taken on, and not done yet',
          content: { 'application/json': { schema: schemaOf(accepted, 'output', named) } },
        },
      }),
      default: {
        description: 'refused',
        content: { 'application/problem+json': { schema: schemaOf(problemView, 'output', named) } },
      },
    },
  }
}

/** What a success is answered as. */
function mediaOf({ media, stream }: Contract): readonly string[] {
  return media ?? [stream === undefined ? 'application/json' : 'text/event-stream']
}

/** What comes on a stream, by the names of its events: OpenAPI 3.1 has no form for that. */
function streamSays(stream: NonNullable<Contract['stream']>, named: NamedSchemas): string {
  const events = Object.entries(stream).map(
    ([name, schema]) => `\n- \`${name}\`, data: \`${JSON.stringify(schemaOf(schema, 'output', named))}\``,
  )
  return `server-sent events, without an end:${events.join('')}`
}

function areaOf(permission: string): string {
  return permission.split('.')[0] ?? permission
}

function previewOf({ method, preview }: Contract): object[] {
  if (method === 'GET' || preview === false) return []
  const description = 'true: nothing is done; 200 answers with a Preview of what would be, or what would refuse it'
  return [{ name: 'preview', in: 'query', required: false, description, schema: { type: 'boolean' } }]
}

function headersOf({ method }: Contract): object[] {
  if (method === 'GET') return []
  const header = (name: string, description: string) => ({
    name,
    in: 'header',
    description,
    schema: { type: 'string' },
  })
  return [
    header('Idempotency-Key', 'the same key with the same request acts once and is answered the same'),
    header('If-Match', 'the ETag that was seen: refused with 412 when the object has changed'),
  ]
}

function parametersOf(schema: z.ZodObject | undefined, place: 'path' | 'query', named: NamedSchemas): object[] {
  if (schema === undefined) return []
  const { properties = {}, required = [] } = schemaOf(schema, 'input', named) as {
    properties?: Record<string, { description?: string; type?: string }>
    required?: string[]
  }
  return Object.entries(properties).map(([name, { description, ...property }]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    ...(description !== undefined && { description }),
    // As `listOf` reads it: with commas.
    ...(property.type === 'array' && { style: 'form', explode: false }),
    schema: property,
  }))
}

/** A schema stands where it is used, so that a reader finds it there; one with a name stands among `named`. */
function schemaOf(schema: z.ZodType, io: 'input' | 'output', named: NamedSchemas): object {
  const made = z.toJSONSchema(schema, {
    ...{ io, unrepresentable: 'any', reused: 'inline' },
    override: ({ zodSchema, jsonSchema }) => {
      const form = formOfRow(zodSchema)
      if (form !== undefined) Object.assign(jsonSchema, schemaOf(form, io, named))
    },
  })
  const text = JSON.stringify(made).replaceAll('"#/$defs/', '"#/components/schemas/')
  const { $schema, id, $defs = {}, ...json } = JSON.parse(text) as Record<string, unknown>
  for (const [name, { id, ...definition }] of Object.entries($defs as Record<string, Record<string, unknown>>)) {
    named[name] = definition
  }
  return json
}
