import type { JsonSchema } from './json-schema.ts'

/** Where a text stands in a body: `['lines', 0, 'sku']`. */
export type TextField = (string | number)[]

/** The fields of a body that its schema lets a person fill with words; not ids, moments and words of a list. */
export function textFieldsOf(schema: JsonSchema, body: unknown): TextField[] {
  return fieldsOf(schema, body, isFreeText)
}

/** The fields of a body that take an id. */
export function idFieldsOf(schema: JsonSchema, body: unknown): TextField[] {
  return fieldsOf(schema, body, ({ format }) => format === 'uuid')
}

function fieldsOf(
  schema: JsonSchema,
  body: unknown,
  isWanted: (schema: JsonSchema) => boolean,
  path: TextField = [],
): TextField[] {
  const choices = schema.anyOf ?? schema.oneOf ?? [schema]
  if (typeof body === 'string') return choices.some(isWanted) ? [path] : []
  if (typeof body !== 'object' || body === null) return []
  return Object.entries(body).flatMap(([key, value]) => {
    const inner = choices.map((choice) => schemaAt(choice, key)).find((each) => each !== undefined)
    const step = Array.isArray(body) ? Number(key) : key
    return inner === undefined ? [] : fieldsOf(inner, value, isWanted, [...path, step])
  })
}

function schemaAt({ items, properties = {}, additionalProperties }: JsonSchema, key: string): JsonSchema | undefined {
  if (items !== undefined) return items
  if (Object.hasOwn(properties, key)) return properties[key]
  return typeof additionalProperties === 'object' ? additionalProperties : undefined
}

function isFreeText({ type, format, enum: words }: JsonSchema): boolean {
  return [type].flat().includes('string') && words === undefined && format === undefined
}

/** A copy of a body with another value in one place. */
export function withValue(body: unknown, [key, ...rest]: TextField, value: unknown): unknown {
  if (key === undefined) return value
  const copy = Array.isArray(body) ? [...body] : { ...(body as object) }
  const target = copy as Record<string | number, unknown>
  target[key] = withValue(target[key], rest, value)
  return copy
}

/** Every text of a value by the name of its field. */
export function textsByName(
  value: unknown,
  name = '',
  found = new Map<string, Set<string>>(),
): Map<string, Set<string>> {
  if (typeof value === 'string') found.set(name, (found.get(name) ?? new Set()).add(value))
  if (Array.isArray(value)) for (const each of value) textsByName(each, name, found)
  else if (typeof value === 'object' && value !== null) {
    for (const [key, each] of Object.entries(value)) textsByName(each, key, found)
  }
  return found
}

/** What stands in a place of a body. */
export function valueAt(body: unknown, [key, ...rest]: TextField): unknown {
  return key === undefined ? body : valueAt((body as Record<string | number, unknown> | undefined)?.[key], rest)
}
