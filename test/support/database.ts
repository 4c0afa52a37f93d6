import { createHash, randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import pg from 'pg'
import { migrate } from '../../src/platform/db/migrate.ts'

const root = new URL('../../', import.meta.url)
const lockNumber = 7_310_002

/** A migrated, empty database of one test file. */
export type TestDatabase = {
  /** Address as the owner (superuser), for what a test arranges or checks behind the application. */
  ownerUrl: string
  /** Address as `yidan_app`, the role the application runs as. */
  appUrl: string
  /** Removes the database; connections that are still open are cut. */
  drop(): Promise<void>
}

/**
 * A database of its own for a test file, copied from a template that is migrated once for each state of `db/migrations`.
 * @throws Error when there is no test server: run the tests with `npm test`, or start one with `node scripts/test-database.ts`
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const { serverUrl, appPassword } = testServer()
  const name = `yidan_test_${randomBytes(8).toString('hex')}`
  const template = await templateName()
  await withServer(serverUrl, async (client) => {
    await ensureTemplate(client, { serverUrl, template, appPassword })
    await client.query(`create database ${name} template ${template}`)
  })
  const ownerUrl = withDatabase(serverUrl, name)
  const appUrl = new URL(ownerUrl)
  appUrl.username = 'yidan_app'
  appUrl.password = appPassword
  const drop = () =>
    withServer(serverUrl, async (client) => {
      await client.query(`drop database if exists ${name} with (force)`)
    })
  return { ownerUrl, appUrl: appUrl.href, drop }
}

/** Address of the server for tests and the password of its `yidan_app`, from the environment or a developer's own server. */
function testServer(): { serverUrl: string; appPassword: string } {
  const file = new URL('.tmp/test-database.env', root)
  const written = existsSync(file) ? readFileSync(file, 'utf8') : ''
  const setting = (name: string) => process.env[name] ?? new RegExp(`^export ${name}='(.*)'$`, 'm').exec(written)?.[1]
  const serverUrl = setting('YIDAN_TEST_DATABASE_URL')
  const appPassword = setting('YIDAN_TEST_APP_PASSWORD')
  if (serverUrl === undefined || appPassword === undefined) {
    throw new Error('no database server for tests: run `npm test`, or start one with `node scripts/test-database.ts`')
  }
  return { serverUrl, appPassword }
}

/** Named for what makes it, so that a changed migration means another template. */
async function templateName(): Promise<string> {
  const folder = new URL('db/migrations/', root)
  const names = (await readdir(folder)).sort()
  const files = [...names.map((name) => new URL(name, folder)), new URL('src/platform/db/migrate.ts', root)]
  const hash = createHash('sha256')
  for (const file of files) hash.update(file.href.slice(root.href.length)).update(await readFile(file))
  return `yidan_template_${hash.digest('hex').slice(0, 16)}`
}

/** One process makes it under another name while the others wait, so that no one ever copies a half-made template. */
async function ensureTemplate(
  client: pg.Client,
  { serverUrl, template, appPassword }: { serverUrl: string; template: string; appPassword: string },
): Promise<void> {
  if (await exists(client, template)) return
  await client.query('select pg_advisory_lock($1)', [lockNumber])
  if (!(await exists(client, template))) {
    const draft = `${template}_draft`
    await client.query(`drop database if exists ${draft} with (force)`)
    await client.query(`create database ${draft}`)
    await migrate(withDatabase(serverUrl, draft), { appPassword })
    await client.query(`alter database ${draft} rename to ${template}`)
  }
  await client.query('select pg_advisory_unlock($1)', [lockNumber])
}

async function exists(client: pg.Client, name: string): Promise<boolean> {
  return (await client.query('select 1 from pg_database where datname = $1', [name])).rowCount === 1
}

async function withServer(serverUrl: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl })
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}

function withDatabase(serverUrl: string, name: string): string {
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  return url.href
}
