type JsonType = 'object' | 'array' | 'string' | 'number' | 'integer' | 'boolean' | 'null'

/** The part of JSON Schema that the API's document uses. */
export type JsonSchema = {
  type?: JsonType | JsonType[]
  properties?: Record<string, JsonSchema>
  required?: string[]
  additionalProperties?: boolean | JsonSchema
  propertyNames?: JsonSchema
  items?: JsonSchema
  minItems?: number
  maxItems?: number
  anyOf?: JsonSchema[]
  oneOf?: JsonSchema[]
  enum?: unknown[]
  const?: unknown
  format?: string
  pattern?: string
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  default?: unknown
  $ref?: string
}

const understood = new Set([
  ...[
    'type',
    'properties',
    'required',
    'additionalProperties',
    'propertyNames',
    'items',
    'minItems',
    'maxItems',
    'anyOf',
    'oneOf',
  ],
  ...['enum', 'const', 'format', 'pattern', 'minLength', 'maxLength', 'minimum', 'maximum', 'default'],
  ...['description', 'title', 'id', '$id'],
])

/** Where and why a value is not what a schema says; nothing when it is. @throws Error for a keyword that is not understood */
export function nonconformities(schema: JsonSchema, value: unknown, path = ''): string[] {
  const unknown = Object.keys(schema).filter((keyword) => !understood.has(keyword))
  if (unknown.length > 0)
    throw new Error(`the schema at ${path} has ${unknown.join(', ')}, which is not understood here`)
  const types = schema.type === undefined ? [] : [schema.type].flat()
  const faults = (fault: boolean, why: string) => (fault ? [`${path || 'the whole'} ${why}`] : [])
  if (schema.anyOf !== undefined) {
    return faults(!schema.anyOf.some((each) => nonconformities(each, value, path).length === 0), 'fits none of anyOf')
  }
  if (schema.oneOf !== undefined) {
    const fitting = schema.oneOf.filter((each) => nonconformities(each, value, path).length === 0)
    return faults(fitting.length !== 1, `fits ${fitting.length} of oneOf`)
  }
  return [
    ...faults(types.length > 0 && !types.some((type) => hasType(type, value)), `is not of type ${schema.type}`),
    ...faults(schema.enum !== undefined && !schema.enum.includes(value), 'is none of the enum'),
    ...faults('const' in schema && schema.const !== value, 'is not the constant'),
    ...(typeof value === 'string' ? textFaults(schema, value).flatMap((why) => faults(true, why)) : []),
    ...faults(typeof value === 'number' && !(value >= (schema.minimum ?? -Infinity)), 'is too small'),
    ...faults(typeof value === 'number' && !(value <= (schema.maximum ?? Infinity)), 'is too large'),
    ...(Array.isArray(value) ? itemFaults(schema, value, path) : []),
    ...(hasType('object', value) ? propertyFaults(schema, value as Record<string, unknown>, path) : []),
  ]
}

function hasType(type: JsonType, value: unknown): boolean {
  if (type === 'null') return value === null
  if (type === 'array') return Array.isArray(value)
  if (type === 'integer') return Number.isInteger(value)
  if (type === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value)
  return typeof value === type
}

function textFaults({ pattern, minLength = 0, maxLength = Infinity, format }: JsonSchema, value: string): string[] {
  const length = [...value].length
  return [
    ...(length < minLength || length > maxLength ? [`has ${length} characters`] : []),
    ...(pattern !== undefined && !new RegExp(pattern, 'u').test(value) ? ['does not match its pattern'] : []),
    ...(format === 'date-time' && Number.isNaN(Date.parse(value)) ? ['is no moment'] : []),
  ]
}

function itemFaults(
  { items, minItems = 0, maxItems = Infinity }: JsonSchema,
  value: unknown[],
  path: string,
): string[] {
  const size = value.length < minItems || value.length > maxItems ? [`${path} has ${value.length} items`] : []
  return [
    ...size,
    ...(items === undefined ? [] : value.flatMap((item, index) => nonconformities(items, item, `${path}[${index}]`))),
  ]
}

function propertyFaults(schema: JsonSchema, value: Record<string, unknown>, path: string): string[] {
  const { properties = {}, required = [], additionalProperties = {}, propertyNames } = schema
  const missing = required.filter((name) => !Object.hasOwn(value, name)).map((name) => `${path}.${name} is missing`)
  const others = Object.entries(value).flatMap(([name, each]) => {
    const at = `${path}.${name}`
    const own = Object.hasOwn(properties, name) ? properties[name] : undefined
    if (own !== undefined) return nonconformities(own, each, at)
    if (additionalProperties === false) return [`${at} is not in the schema`]
    const names = propertyNames === undefined ? [] : nonconformities(propertyNames, name, `${at} (its name)`)
    return [...names, ...(additionalProperties === true ? [] : nonconformities(additionalProperties, each, at))]
  })
  return [...missing, ...others]
}
