import type { Column, Constraint, ForeignKey, Index, Relation, Role, Schema } from './read-schema.ts'

/** Which tables are not a merchant's, and which merchant tables are never rewritten. */
export type TableKinds = {
  /** Of the instance: who its merchants are and how they come in. */
  control: readonly string[]
  /** Small, the same for every merchant. */
  reference: readonly string[]
  appendOnly: readonly string[]
}

/** Every breach of the rules that let one schema run on a server and on a cluster; one line each, beginning with its table. */
export function breachesOfSchema(schema: Schema, kinds: TableKinds): string[] {
  const { relations, sequences, enums, definerFunctions, foreignKeysFromOutside } = schema
  const names = new Set(relations.map(({ name }) => name))
  const missing = [...kinds.control, ...kinds.reference, ...kinds.appendOnly].filter((name) => !names.has(name))
  return [
    ...missing.map((name) => `${name}: is named in the test and is not there`),
    ...relations.flatMap((relation) => relationBreaches(relation, kinds)),
    ...sequences.map((name) => `${name}: is a sequence`),
    ...enums.map((name) => `${name}: is an enum type`),
    ...definerFunctions.map((name) => `${name}: is a function that runs as its owner`),
    ...foreignKeysFromOutside.map((name) => `${name}: is a foreign key from another schema`),
  ]
}

/** What a role of the application has and must not have. */
export function breachesOfRole({ name, powers, owns, memberOf, creates }: Role): string[] {
  return [
    ...powers.map((power) => `${name}: has ${power}`),
    ...owns.map((object) => `${name}: owns ${object}`),
    ...memberOf.map((role) => `${name}: is a member of ${role}`),
    ...creates.map((schema) => `${name}: may create in ${schema}`),
  ]
}

const isMerchants = "(merchant_id = (NULLIF(current_setting('yidan.merchant_id'::text, true), ''::text))::uuid)"

/** Types whose comparisons are leakproof, so that they can use an index under a policy. */
const indexable = new Set([
  'uuid',
  'text',
  'bytea',
  'smallint',
  'integer',
  'bigint',
  'boolean',
  'date',
  'timestamp with time zone',
])

function relationBreaches(relation: Relation, kinds: TableKinds): string[] {
  const { name, kind, columns } = relation
  const of = (breaches: string[]) => breaches.map((breach) => `${name}: ${breach}`)
  if (kind === 'view')
    return relation.options.includes('security_invoker=true') ? [] : of(['is a view that sees as its owner'])
  if (kind !== 'table' && kind !== 'partitioned table') return of([`is a ${kind}`])
  const isControl = kinds.control.includes(name)
  const isReference = kinds.reference.includes(name)
  const every = [
    ...relation.triggers.map((trigger) => `has the trigger ${trigger}`),
    ...columns.filter(({ isIdentity }) => isIdentity).map((column) => `${column.name} is an identity column`),
    ...relation.constraints
      .filter((constraint) => !isNamed(relation, constraint))
      .map((each) => `${each.kind} ${each.name} was not given a name`),
    ...relation.foreignKeys.flatMap(deletionBreaches),
    ...relation.indexes.flatMap(collationBreaches),
    ...columns.flatMap(({ name, grants }) => grants.map((grant) => `${name} has a grant of its own, ${grant}`)),
  ]
  if (isControl || isReference) return of([...every, ...sharedBreaches(relation, kinds)])
  if (columns[0]?.name !== 'merchant_id')
    return of([...every, 'is neither control nor reference, and does not begin with merchant_id'])
  return of([...every, ...merchantBreaches(relation, kinds)])
}

/** PostgreSQL's own names end with the kind; only a primary key keeps it, being named for its table alone. */
function isNamed({ name: table }: Relation, { name, kind }: Constraint): boolean {
  if (kind === 'primary key') return name === `${table}_pkey`
  return name.startsWith(`${table}_`) && !/_(?:key|fkey|check|excl|not_null)\d*$/.test(name)
}

function deletionBreaches({ name, onDelete }: ForeignKey): string[] {
  return onDelete === 'set null' || onDelete === 'set default' ? [`${name} is on delete ${onDelete}`] : []
}

function collationBreaches({ name, keys }: Index): string[] {
  return keys
    .filter(({ collation }) => collation !== null && collation !== 'C')
    .map(({ column }) => `${column ?? 'an expression'} in ${name} is not collate "C"`)
}

function sharedBreaches({ foreignKeys, grants, columns, name }: Relation, kinds: TableKinds): string[] {
  const shared = [...kinds.control, ...kinds.reference]
  const allowed = kinds.control.includes(name)
    ? /^(?:yidan_app: (?:SELECT|INSERT|UPDATE)|yidan_verify: SELECT)$/
    : /: SELECT$/
  const isMerchant = kinds.reference.includes(name) && columns.some((column) => column.name === 'merchant_id')
  return [
    ...foreignKeys
      .filter(({ target }) => !shared.includes(target))
      .map((key) => `${key.name} leads to ${key.target}, which is a merchant's`),
    ...grants.filter((grant) => !allowed.test(grant)).map((grant) => `grants ${grant}`),
    ...(isMerchant ? ['is a reference table with a merchant_id'] : []),
  ]
}

function merchantBreaches(relation: Relation, kinds: TableKinds): string[] {
  const { columns, primaryKey, indexes, foreignKeys } = relation
  const [merchant] = columns
  return [
    ...(merchant?.type !== 'uuid' || !merchant.notNull ? ['merchant_id is not uuid not null'] : []),
    ...(primaryKey[0] !== 'merchant_id' ? ['its primary key does not begin with merchant_id'] : []),
    ...indexes.flatMap(indexBreaches),
    ...foreignKeys.flatMap((key) => merchantKeyBreaches(key, kinds)),
    ...columns.flatMap(defaultBreaches),
    ...policyBreaches(relation),
    ...grantBreaches(relation, kinds),
  ]
}

function indexBreaches({ name, method, keys }: Index): string[] {
  const opaque = keys.filter(({ column, type }) => column === null || !indexable.has(type))
  return [
    ...(keys[0]?.column !== 'merchant_id' ? [`${name} does not begin with merchant_id`] : []),
    ...(method !== 'btree' ? [`${name} is a ${method} index, which no leakproof operator uses`] : []),
    ...opaque.map(
      ({ column, type }) => `${name} has ${column ?? 'an expression'} of type ${type}, which is not leakproof`,
    ),
  ]
}

function merchantKeyBreaches({ name, columns, target, targetColumns }: ForeignKey, kinds: TableKinds): string[] {
  if (kinds.reference.includes(target)) return []
  if (kinds.control.includes(target)) return [`${name} leads to ${target}, a control table`]
  const sides = [
    { side: name, column: columns[0] },
    { side: `the other side of ${name}`, column: targetColumns[0] },
  ]
  return sides
    .filter(({ column }) => column !== 'merchant_id')
    .map(({ side }) => `${side} does not begin with merchant_id`)
}

/** A literal, with or without its type. */
const literal = /^(?:'[^']*'|\(?-?\d+\)?|true|false|NULL)(?:::[\w ]+(?:\[\])?)?$/

function defaultBreaches({ name, default: value }: Column): string[] {
  return value === null || literal.test(value) ? [] : [`${name} has a default that is computed, ${value}`]
}

function policyBreaches({ rowSecurity, policies }: Relation): string[] {
  const found = policies.map((p) =>
    [p.permissive ? 'permissive' : 'restrictive', p.command, p.roles.join(' '), p.using, p.check].join(' | '),
  )
  const wanted = [
    `permissive | ALL | yidan_app | ${isMerchants} | ${isMerchants}`,
    'permissive | SELECT | yidan_verify | true | ',
  ]
  return [
    ...(rowSecurity ? [] : ['row-level security is not enabled']),
    ...wanted.filter((policy) => !found.includes(policy)).map((policy) => `has no policy ${policy}`),
    ...found.filter((policy) => !wanted.includes(policy)).map((policy) => `has another policy ${policy}`),
  ]
}

function grantBreaches({ name, grants }: Relation, kinds: TableKinds): string[] {
  const isAppendOnly = kinds.appendOnly.includes(name)
  const app = isAppendOnly ? ['SELECT', 'INSERT'] : ['SELECT', 'INSERT', 'UPDATE', 'DELETE']
  const wanted = [...app.map((privilege) => `yidan_app: ${privilege}`), 'yidan_verify: SELECT']
  const kind = isAppendOnly ? 'append-only' : 'writable'
  return [
    ...wanted.filter((grant) => !grants.includes(grant)).map((grant) => `is ${kind}, and does not grant ${grant}`),
    ...grants.filter((grant) => !wanted.includes(grant)).map((grant) => `is ${kind}, and grants ${grant}`),
  ]
}
