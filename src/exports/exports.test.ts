import assert from 'node:assert/strict'
import { mkdtemp, readdir, readFile, rm, stat, utimes } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { readXlsx } from 'hucre/xlsx'
import { type Browser, makeSomebody, openBrowser } from '../../test/support/people.ts'
import { createTestShop, intakeOf, receiver, type TestShop } from '../../test/support/shop.ts'
import { createFindRights } from '../access/actor-rights.ts'
import { createAuthenticate } from '../access/authenticate.ts'
import { serveAccess } from '../access/routes.ts'
import { serveOrderExports } from '../orders/export/export-routes.ts'
import { serveOrders } from '../orders/routes.ts'
import { createApp } from '../platform/http/app.ts'
import { exportSources } from '../shell/export-sources.ts'
import { policy } from '../shell/policy.ts'
import { exportFolder, removeOldFiles, writeExportFile } from './export-files.ts'
import type { ExportSource } from './export-job.ts'
import { serveExports } from './routes.ts'
import { workExports } from './work-exports.ts'

type Job = {
  id: string
  status: string
  code: string | null
  total: number
  done: number
  masked: number
  bytes: number
}

let shop: TestShop
let dataDir: string
let clerk: Browser
let other: Browser
let quiet: Browser
let download: (
  id: string,
  browser?: Browser,
) => Promise<{ status: number; headers: Record<string, unknown>; bytes: Buffer }>
const staffIds: Record<string, string> = {}

before(async () => {
  shop = await createTestShop()
  dataDir = await mkdtemp(join(tmpdir(), 'yidan-exports-'))
  const runtime = { ...shop.runtime, dataDir }
  const app = createApp(runtime, createAuthenticate(runtime, policy))
  serveAccess(app, policy)
  serveOrders(app, intakeOf(shop), async () => [])
  serveOrderExports(app)
  serveExports(app, exportSources)
  const signIn = async (name: string) => {
    const somebody = await makeSomebody(shop.runtime, shop.merchantId, {
      email: `${name}@example.cn`,
      roles: ['order_clerk'],
    })
    staffIds[name] = somebody.staffId
    const browser = openBrowser(app)
    await browser.signIn(somebody)
    return browser
  }
  clerk = await signIn('clerk')
  other = await signIn('other')
  quiet = await signIn('quiet')
  download = async (id, { cookies } = clerk) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await app.fastify.inject({
      url: `/api/v1/exports/${id}/file`,
      headers: { 'sec-fetch-site': 'same-origin', cookie },
    })
    return { status: answer.statusCode, headers: answer.headers, bytes: answer.rawPayload }
  }
})
after(async () => {
  await shop.close()
  await rm(dataDir, { recursive: true })
})

const columns = [
  { key: 'number', title: '订单号' },
  { key: 'stage', title: '状态' },
  { key: 'total', title: '金额' },
  { key: 'placedAt', title: '下单时间' },
  { key: 'receiverName', title: '收货人' },
  { key: 'receiverPhone', title: '电话' },
  { key: 'externalId', title: '外部单号' },
]
const words = { stage: { pending: '待处理', processed: '已处理' } }
const ask = async (body: object, browser = clerk) => {
  const asked = { columns, words, timeZone: 'Asia/Shanghai', format: 'csv', ...body }
  return browser.call('POST', '/orders/exports', asked)
}
const work = (isOver = () => false, sources = exportSources) => {
  const findRights = createFindRights(policy)
  return workExports(shop.runtime, shop.merchantId, {
    sources,
    findRights,
    folder: exportFolder(dataDir),
    isOver,
  })
}
const changeStaff = (name: string, set: string) =>
  shop.owner.query(`update staff set ${set} where id = $1`, [staffIds[name]])
const jobOf = async (id: string) => (await clerk.call('GET', `/exports/${id}`)).body as unknown as Job
const place = async (more: object = {}) =>
  (await shop.place({ lines: [{ sku: 'A', quantity: 2 }], payment: { terms: 'on_account' }, ...more })).body

test('the rows, columns and words are those of the screen, in its order; a formula is text', async () => {
  const [first, second] = [await place({ externalId: '=1+1' }), await place({ externalId: 'B-2' })]
  const { status, body } = await ask({ selection: { filter: {} } })
  assert.equal(status, 201, JSON.stringify(body))
  const { id } = body as unknown as Job
  assert.equal((await download(id)).status, 409)
  await work()
  const job = await jobOf(id)
  assert.deepEqual([job.status, job.total, job.done, job.masked], ['done', 2, 2, 0])
  const { headers, bytes } = await download(id)
  assert.equal(bytes.length, job.bytes)
  assert.match(String(headers['content-disposition']), /^attachment; filename="orders-\d{8}-\d{4}\.csv"$/)
  assert.equal(headers['cache-control'], 'no-store')
  const text = bytes.toString()
  assert.ok(text.startsWith('\uFEFF订单号,状态,金额,下单时间,收货人,电话,外部单号\n'))
  const lines = text
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','))
  assert.deepEqual(
    lines.map(([number]) => number),
    [String(second.number), String(first.number)],
  )
  const [, stage, total, placedAt, name, phone] = lines[0] ?? []
  assert.deepEqual([stage, total, name, phone], ['已处理', '20.00', '张**', '138****8000'])
  assert.match(placedAt ?? '', /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/)
  assert.deepEqual(
    lines.map((line) => line.at(-1)),
    ['B-2', "'=1+1"],
  )
  const [file] = await readdir(exportFolder(dataDir))
  assert.equal((await stat(join(exportFolder(dataDir), file ?? ''))).mode & 0o777, 0o600)
  assert.equal((await stat(exportFolder(dataDir))).mode & 0o777, 0o700)
  assert.deepEqual((await shop.owner.query('select 1 from export_rows')).rows, [])
})

test('a workbook has numbers as numbers and whatever looks like a formula as text', async () => {
  const { number } = await place({ externalId: '+cmd' })
  const { body } = await ask({ selection: { filter: {} }, format: 'xlsx' })
  await work()
  const { bytes, headers } = await download(String(body.id))
  assert.match(String(headers['content-type']), /spreadsheetml/)
  const {
    sheets: [sheet],
  } = await readXlsx(bytes)
  assert.deepEqual(
    sheet?.rows[0],
    columns.map(({ title }) => title),
  )
  assert.deepEqual([sheet?.rows[1]?.[0], sheet?.rows[1]?.[2], sheet?.rows[1]?.[6]], [number, 20, '+cmd'])
  // What the clock on the wall showed, as a date; a phone as it was typed.
  const placedAt = sheet?.rows[1]?.[3]
  assert.ok(placedAt instanceof Date)
  const isNear = Math.abs(placedAt.getTime() - 8 * 3_600_000 - Date.now()) < 3_600_000
  assert.ok(isNear, placedAt.toISOString())
  assert.deepEqual(sheet?.rows[1]?.[5], '138****8000')
  const xml = JSON.stringify(sheet)
  assert.ok(!xml.includes('"formula"'))
})

test('whole contacts are counted as disclosed, as far as the limit goes; the others stay masked', async () => {
  const { id } = await place()
  const asked = await ask({ selection: { orderIds: [id] }, fullFor: 'delivery' })
  await work()
  const text = (await download(String(asked.body.id))).bytes.toString()
  assert.ok(text.includes(receiver.name))
  // A spreadsheet would make a power of ten of it.
  assert.ok(text.includes(`${receiver.phone}\t`))
  const { rows } = await shop.owner.query(
    `select 1 from disclosures where subject_id = $1 and disclosed_by = $2 and purpose = 'delivery'`,
    [id, `staff:${staffIds.clerk}`],
  )
  assert.equal(rows.length, 1)
  await shop.owner.query(`update disclosure_quotas set in_hour = 100000, in_day = 100000`)
  const limited = await ask({ selection: { orderIds: [id] }, fullFor: 'delivery' })
  await work()
  assert.equal((await jobOf(String(limited.body.id))).masked, 1)
  assert.ok(!(await download(String(limited.body.id))).bytes.toString().includes(receiver.phone))
})

test('a file is its requester’s, for a day, and the audit tells of it without what was searched for', async () => {
  const { number } = await place()
  const { body } = await ask({ selection: { filter: { text: String(number), channel: 'web' } } })
  const id = String(body.id)
  await work()
  assert.equal((await download(id)).status, 200)
  assert.equal((await download(id, other)).status, 404)
  assert.equal((await other.call('GET', `/exports/${id}`)).status, 404)
  const told = await shop.owner.query<{ type: string; actor: string; data: Record<string, unknown> }>(
    'select type, actor, data from events where object_id = $1 order by version',
    [id],
  )
  assert.deepEqual(
    told.rows.map(({ type }) => type),
    ['list_export.requested', 'list_export.completed'],
  )
  assert.deepEqual(told.rows[1]?.data.filter, { channel: ['web'], hasText: true })
  assert.deepEqual([told.rows[1]?.actor, told.rows[1]?.data.done], [`staff:${staffIds.clerk}`, 1])
  const path = join(exportFolder(dataDir), `${id}.csv`)
  const yesterday = new Date(Date.now() - 25 * 3_600_000)
  await utimes(path, yesterday, yesterday)
  assert.equal(await removeOldFiles(exportFolder(dataDir), new Date()), 1)
  const gone = await download(id)
  assert.deepEqual([gone.status, (JSON.parse(gone.bytes.toString()) as { code: string }).code], [409, 'export_expired'])
})

test('who lost the permission meanwhile gets no file, and a cancelled one is not written', async () => {
  await place()
  const lost = await ask({ selection: { filter: {} } })
  const unwanted = await ask({ selection: { filter: {} } }, other)
  await other.call('POST', `/exports/${unwanted.body.id}/cancellation`)
  await shop.owner.query(`update staff set roles = '{read_only}' where id = $1`, [staffIds.clerk])
  await work()
  await shop.owner.query(`update staff set roles = '{order_clerk}' where id = $1`, [staffIds.clerk])
  const job = await jobOf(String(lost.body.id))
  assert.deepEqual([job.status, job.code], ['failed', 'not_permitted'])
  const names = await readdir(exportFolder(dataDir))
  assert.ok(!names.some((name) => name.startsWith(job.id) || name.startsWith(String(unwanted.body.id))))
})

test('a file is not given any more to who may not see what stands in it, or was narrowed since', async () => {
  const { id } = await place()
  const whole = String((await ask({ selection: { orderIds: [id] }, fullFor: 'delivery' }, quiet)).body.id)
  const masked = String((await ask({ selection: { orderIds: [id] } }, quiet)).body.id)
  await work()
  const given = async () => [(await download(whole, quiet)).status, (await download(masked, quiet)).status]
  const withheld = async () =>
    ((await quiet.call('GET', '/exports')).body.items as { id: string; isWithheld: boolean }[])
      .filter((each) => each.isWithheld)
      .map((each) => each.id)
  assert.deepEqual([await given(), await withheld()], [[200, 200], []])
  await changeStaff('quiet', `roles = '{warehouse}'`)
  const refused = await download(whole, quiet)
  assert.deepEqual([refused.status, JSON.parse(refused.bytes.toString()).code], [403, 'export_withheld'])
  assert.deepEqual([await given(), await withheld()], [[403, 200], [whole]])
  await changeStaff('quiet', `roles = '{order_clerk}', channels = '{pos}'`)
  assert.deepEqual(await given(), [403, 403])
  await changeStaff('quiet', 'channels = null')
  assert.deepEqual(await given(), [200, 200])
})

test('a file that is begun anew counts nobody again whose contact was disclosed for it', async () => {
  const ids = [(await place()).id, (await place()).id]
  const { body } = await ask({ selection: { orderIds: ids }, fullFor: 'delivery' }, quiet)
  const { orders } = exportSources as { orders: ExportSource }
  let reads = 0
  const gone: ExportSource = {
    ...orders,
    read: async (command, about) => {
      reads += 1
      if (reads === 2) throw new Error('read ECONNRESET')
      return orders.read(command, about)
    },
  }
  await assert.rejects(work(undefined, { orders: gone }))
  await shop.owner.query(`update exports set worked_until = now() - interval '1 s' where id = $1`, [body.id])
  await work()
  const { rows } = await shop.owner.query<{ count: string }>(
    `select count(*) from disclosures where subject_id = any($1) and disclosed_by = $2`,
    [ids, `staff:${staffIds.quiet}`],
  )
  assert.equal(Number(rows[0]?.count), 2)
  const text = (await download(String(body.id), quiet)).bytes.toString()
  assert.equal(text.split(receiver.phone).length, 3)
})

test('a worker that went away in the middle leaves the file to the next one, which begins anew', async () => {
  const { body } = await ask({ selection: { filter: {} } })
  const { rows } = await shop.owner.query<{ total: number }>(
    `update exports set done = 1, worked_until = now() - interval '1 s' where id = $1 returning total`,
    [body.id],
  )
  await work()
  const job = await jobOf(String(body.id))
  assert.deepEqual([job.status, job.done], ['done', rows[0]?.total])
  const lines = (await readFile(join(exportFolder(dataDir), `${body.id}.csv`), 'utf8')).trim().split('\n')
  assert.equal(lines.length, job.total + 1)
})

test('a worker that comes back after its time does not write over the one that has the file now', async () => {
  const ids = [(await place()).id, (await place()).id]
  const { body } = await ask({ selection: { orderIds: ids } })
  const { orders } = exportSources as { orders: ExportSource }
  const stuck = Promise.withResolvers<void>()
  const reads = Promise.withResolvers<void>()
  const slow: ExportSource = {
    ...orders,
    read: async (command, about) => {
      const portion = await orders.read(command, about)
      reads.resolve()
      await stuck.promise
      return portion
    },
  }
  const first = work(undefined, { orders: slow })
  await reads.promise
  await shop.owner.query(`update exports set worked_until = now() - interval '1 s' where id = $1`, [body.id])
  await work()
  const written = await jobOf(String(body.id))
  stuck.resolve()
  await first
  assert.deepEqual([written.status, written.done], ['done', 2])
  assert.deepEqual(await jobOf(String(body.id)), written)
  assert.equal((await download(String(body.id))).bytes.length, written.bytes)
  assert.deepEqual(
    (await readdir(exportFolder(dataDir))).filter((name) => name.startsWith(written.id)),
    [`${written.id}.csv`],
  )
})

test('a draft of one worker is not the file of another', async () => {
  const file = { folder: exportFolder(dataDir), exportId: 'shared', format: 'csv' } as const
  const goOn = Promise.withResolvers<void>()
  const begun = Promise.withResolvers<void>()
  async function* rows(waits: boolean) {
    yield ['title']
    if (waits) begun.resolve()
    if (waits) await goOn.promise
    yield ['row']
  }
  const late = writeExportFile(file, rows(true))
  await begun.promise
  await writeExportFile(file, rows(false))
  const whole = await readFile(join(file.folder, 'shared.csv'), 'utf8')
  goOn.resolve()
  await late
  assert.equal(whole, '\uFEFFtitle\nrow\n')
  assert.equal(await readFile(join(file.folder, 'shared.csv'), 'utf8'), whole)
})

test('a file that nobody foresaw the failure of ends as failed, and the next one is written', async () => {
  const { id } = await place()
  const { orders } = exportSources as { orders: ExportSource }
  const broken = await ask({ selection: { orderIds: [id] } })
  const next = await ask({ selection: { orderIds: [id] } })
  let isFirst = true
  const failing: ExportSource = {
    ...orders,
    read: async (...asked) => {
      if (!isFirst) return orders.read(...asked)
      isFirst = false
      throw new TypeError('undefined is not a function')
    },
  }
  await work(undefined, { orders: failing })
  const job = await jobOf(String(broken.body.id))
  assert.deepEqual([job.status, job.code], ['failed', 'server_fault'])
  assert.equal((await jobOf(String(next.body.id))).status, 'done')
})
