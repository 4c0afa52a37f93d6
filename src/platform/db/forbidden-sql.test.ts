import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { glob } from 'node:fs/promises'
import { it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { forbiddenSql } from '../../../test/schema/forbidden-sql.ts'

const root = new URL('../../../', import.meta.url)

/** The list of the migrations that ran is the instance's own, and never on a cluster's shards. */
const allowed = /^src\/platform\/db\/migrate\.ts:\d+ the time is/

it('finds no SQL in src that a cluster refuses', async () => {
  const paths = await Array.fromAsync(glob('src/**/*.{ts,sql}', { cwd: fileURLToPath(root) }))
  const sources = paths
    .filter((path) => !/\.test\.ts$/.test(path))
    .map((path) => ({ path: path.replaceAll('\\', '/'), text: readFileSync(new URL(path, root), 'utf8') }))
  assert.ok(sources.length > 150)
  assert.deepEqual(
    forbiddenSql(sources).filter((line) => !allowed.test(line)),
    [],
  )
})

const findings = (text: string) => forbiddenSql([{ path: 'a.ts', text }])

it('finds each forbidden form where it stands', () => {
  const cases: [sql: string, why: RegExp][] = [
    ['merge into orders using batch on true when matched then delete', /MERGE/],
    ["select set_config('yidan.merchant_id', $1, true)", /set_config/],
    ['create or replace trigger t before insert on orders', /triggers/],
    ['alter table a add foreign key (b) references c on delete set null', /ON DELETE/],
    ["select nextval('numbers')", /made by the application/],
    ['create table a (id bigserial)', /made by the application/],
    ['update a set token = gen_random_uuid()', /volatile/],
    ['insert into a values (1) on conflict (id) do update set at = now()', /DO UPDATE/],
    ['update a set at = now() where true', /the time is/],
    ['insert into a (id, b) values (lower(x), (select 1))', /sub-select in VALUES/],
  ]
  for (const [sql, why] of cases) {
    const [first, ...others] = findings(`const x = 1\ntx.run(sql\`${sql}\`)\n`)
    assert.match(first ?? `nothing in ${sql}`, why)
    assert.match(first ?? '', /^a\.ts:2 /)
    assert.deepEqual(others, [])
  }
})

it('reads a statement across its parameters and fragments', () => {
  const text = `sql\`insert into a values (\${id}) on conflict do update set \${many ? sql\`b = 1,\` : sql\`\`} at = now()\``
  assert.match(findings(text)[0] ?? '', /DO UPDATE/)
})

it('leaves code, comments and other statements alone', () => {
  const text = `
    // now() and random() in a comment
    const a = performance.now() + random()
    tx.run(sql\`insert into a values (\${now()}) on conflict do update set at = excluded.at\`)
    tx.run(sql\`insert into a (b) select c from d where e in (select f from g)\`)
    const words = 'a serial: number, at random'
  `
  assert.deepEqual(findings(text), [])
})
