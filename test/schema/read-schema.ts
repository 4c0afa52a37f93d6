import type pg from 'pg'

export type Column = {
  name: string
  type: string
  notNull: boolean
  isIdentity: boolean
  /** None where it is made of other columns of its row: the same everywhere, whoever writes it. */
  default: string | null
  grants: string[]
}

/** `columns` are the key columns in order; an expression stands as null. */
export type Index = {
  name: string
  method: string
  isUnique: boolean
  keys: { column: string | null; type: string; collation: string | null }[]
}

export type ForeignKey = {
  name: string
  columns: string[]
  target: string
  targetColumns: string[]
  onDelete: 'no action' | 'restrict' | 'cascade' | 'set null' | 'set default'
}

export type Constraint = { name: string; kind: 'primary key' | 'unique' | 'foreign key' | 'check' | 'exclusion' }

export type Policy = {
  name: string
  permissive: boolean
  roles: string[]
  command: string
  using: string
  check: string
}

export type Relation = {
  name: string
  kind: 'table' | 'partitioned table' | 'view' | 'materialized view' | 'foreign table'
  options: string[]
  rowSecurity: boolean
  columns: Column[]
  primaryKey: string[]
  indexes: Index[]
  constraints: Constraint[]
  foreignKeys: ForeignKey[]
  policies: Policy[]
  triggers: string[]
  /** `role: PRIVILEGE`; what the owner may do is left out. */
  grants: string[]
}

/** What the migrations made: everything of the schema `public`. */
export type Schema = {
  relations: Relation[]
  sequences: string[]
  enums: string[]
  /** Functions that run as their owner, and so see past row-level security. */
  definerFunctions: string[]
  /** Foreign keys that lead from other schemas into this one. */
  foreignKeysFromOutside: string[]
}

/** A role of the server, and what it has in this database. */
export type Role = {
  name: string
  /** Attributes that let a role see or change what is not its own. */
  powers: string[]
  owns: string[]
  memberOf: string[]
  creates: string[]
}

export async function readSchema(client: pg.ClientBase): Promise<Schema> {
  const { rows } = await client.query<{ relations: Relation[] }>(`
    select coalesce(json_agg(json_build_object(
      'name', c.relname,
      'kind', case c.relkind when 'r' then 'table' when 'p' then 'partitioned table' when 'v' then 'view'
        when 'm' then 'materialized view' else 'foreign table' end,
      'options', coalesce(c.reloptions, '{}'),
      'rowSecurity', c.relrowsecurity,
      'columns', (${columns}), 'primaryKey', (${primaryKey}), 'indexes', (${indexes}),
      'constraints', (${constraints}), 'foreignKeys', (${foreignKeys}), 'policies', (${policies}),
      'triggers', (${triggers}), 'grants', (${grantsOf('c.relacl', 'c.relowner')})
    ) order by c.relname), '[]') as relations
    from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f')`)
  const names = async (query: string) => (await client.query<{ name: string }>(query)).rows.map(({ name }) => name)
  return {
    relations: rows[0]?.relations ?? [],
    sequences: await names(`
      select relname as name from pg_class where relkind = 'S' and relnamespace = 'public'::regnamespace`),
    enums: await names(
      `select typname as name from pg_type where typtype = 'e' and typnamespace = 'public'::regnamespace`,
    ),
    definerFunctions: await names(`
      select proname as name from pg_proc where prosecdef and pronamespace = 'public'::regnamespace`),
    foreignKeysFromOutside: await names(`
      select c.relnamespace::regnamespace::text || '.' || k.conname as name from pg_constraint k
      join pg_class c on c.oid = k.conrelid join pg_class t on t.oid = k.confrelid
      where k.contype = 'f' and t.relnamespace = 'public'::regnamespace and c.relnamespace <> t.relnamespace`),
  }
}

export async function readRole(client: pg.ClientBase, name: string): Promise<Role> {
  const { rows } = await client.query<Role>(
    `select r.rolname as name,
      array_remove(array[
        case when r.rolsuper then 'superuser' end, case when r.rolbypassrls then 'bypassrls' end,
        case when r.rolcreaterole then 'createrole' end, case when r.rolcreatedb then 'createdb' end,
        case when r.rolreplication then 'replication' end], null) as powers,
      array(select c.relname::text from pg_class c where c.relowner = r.oid and c.relkind in ('r', 'p', 'v', 'm', 'f', 'S')
        union all select p.proname from pg_proc p where p.proowner = r.oid
        union all select n.nspname from pg_namespace n where n.nspowner = r.oid
        union all select d.datname from pg_database d where d.datdba = r.oid) as owns,
      array(select m.roleid::regrole::text from pg_auth_members m where m.member = r.oid) as "memberOf",
      array(select n.nspname::text from pg_namespace n
        where has_schema_privilege(r.oid, n.oid, 'create') and n.nspname !~ '^pg_temp') as creates
     from pg_roles r where r.rolname = $1`,
    [name],
  )
  if (rows[0] === undefined) throw new Error(`no role ${name}`)
  return rows[0]
}

const grantsOf = (privileges: string, owner: string) => `
  select coalesce(json_agg(coalesce(g.rolname, 'public') || ': ' || x.privilege_type
    order by g.rolname, x.privilege_type), '[]')
  from aclexplode(${privileges}) x left join pg_roles g on g.oid = x.grantee where x.grantee <> ${owner}`

const columns = `
  select coalesce(json_agg(json_build_object(
    'name', a.attname, 'type', format_type(a.atttypid, null), 'notNull', a.attnotnull,
    'isIdentity', a.attidentity <> '', 'default', case when a.attgenerated = '' then pg_get_expr(d.adbin, d.adrelid) end,
    'grants', (${grantsOf('a.attacl', 'c.relowner')})
  ) order by a.attnum), '[]')
  from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
  where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped`

const namesOf = (relation: string, numbers: string) => `
  select coalesce(json_agg(a.attname order by listed.position), '[]')
  from unnest(${numbers}) with ordinality listed(number, position)
  join pg_attribute a on a.attrelid = ${relation} and a.attnum = listed.number`

const primaryKey = `
  select coalesce((
    select (${namesOf('c.oid', 'k.conkey')}) from pg_constraint k where k.conrelid = c.oid and k.contype = 'p'
  ), '[]'::json)`

const indexes = `
  select coalesce(json_agg(json_build_object(
    'name', i.relname, 'method', m.amname, 'isUnique', x.indisunique,
    'keys', (
      select json_agg(json_build_object(
        'column', a.attname, 'type', format_type(coalesce(a.atttypid, e.atttypid), null), 'collation', l.collname
      ) order by position)
      from generate_series(1, x.indnkeyatts) position
      join pg_attribute e on e.attrelid = i.oid and e.attnum = position
      left join pg_attribute a on a.attrelid = c.oid and a.attnum = x.indkey[position - 1] and a.attnum > 0
      left join pg_collation l on l.oid = x.indcollation[position - 1])
  ) order by i.relname), '[]')
  from pg_index x join pg_class i on i.oid = x.indexrelid join pg_am m on m.oid = i.relam where x.indrelid = c.oid`

// Kinds `n` (not null, since PostgreSQL 18) and `t` (constraint triggers, which are told as triggers) are left out.
const constraints = `
  select coalesce(json_agg(json_build_object('name', k.conname, 'kind', case k.contype
    when 'p' then 'primary key' when 'u' then 'unique' when 'f' then 'foreign key' when 'c' then 'check'
    else 'exclusion' end) order by k.conname), '[]')
  from pg_constraint k where k.conrelid = c.oid and k.contype in ('p', 'u', 'f', 'c', 'x')`

const foreignKeys = `
  select coalesce(json_agg(json_build_object(
    'name', k.conname, 'columns', (${namesOf('k.conrelid', 'k.conkey')}), 'target', k.confrelid::regclass::text,
    'targetColumns', (${namesOf('k.confrelid', 'k.confkey')}),
    'onDelete', case k.confdeltype when 'a' then 'no action' when 'r' then 'restrict' when 'c' then 'cascade'
      when 'n' then 'set null' else 'set default' end
  ) order by k.conname), '[]')
  from pg_constraint k where k.conrelid = c.oid and k.contype = 'f'`

const policies = `
  select coalesce(json_agg(json_build_object(
    'name', p.policyname, 'permissive', p.permissive = 'PERMISSIVE', 'roles', p.roles, 'command', p.cmd,
    'using', coalesce(p.qual, ''), 'check', coalesce(p.with_check, '')
  ) order by p.policyname), '[]')
  from pg_policies p where p.schemaname = 'public' and p.tablename = c.relname`

const triggers = `
  select coalesce(json_agg(t.tgname order by t.tgname), '[]')
  from pg_trigger t where t.tgrelid = c.oid and not t.tgisinternal`
