import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type CallAs, openTo } from '../../test/support/callers.ts'
import { makeSomebody } from '../../test/support/people.ts'
import { createTestShop, intakeOf, type TestShop } from '../../test/support/shop.ts'
import { historyOf, orderOf } from '../../test/support/work.ts'
import { createFindRights } from '../access/actor-rights.ts'
import { serveOrderBulk } from '../orders/bulk/bulk-routes.ts'
import { serveOrders } from '../orders/routes.ts'
import { bulkActions } from '../shell/bulk-actions.ts'
import { policy } from '../shell/policy.ts'
import type { BulkAction } from './bulk-job.ts'
import { forgetBulkInputs, forgetBulkJobs } from './forget-bulk-jobs.ts'
import { serveBulkJobs } from './routes.ts'
import { workBulkJobs } from './work-bulk-jobs.ts'

type Job = Record<'id' | 'status' | 'action', string> &
  Record<'total' | 'done' | 'failed' | 'version', number> & {
    isRetryable: boolean
    isReversible: boolean
  }
type Row = { label: string | null; objectId: string; status: string; code: string | null }

let shop: TestShop
let call: CallAs
let clerk: { actor: string }
before(async () => {
  shop = await createTestShop()
  call = openTo(
    shop,
    (app) => serveOrders(app, intakeOf(shop), async () => []),
    (app) => serveOrderBulk(app, bulkActions),
    (app) => serveBulkJobs(app, bulkActions),
  )
  const { staffId } = await makeSomebody(shop.runtime, shop.merchantId, {
    email: 'clerk@example.cn',
    roles: ['order_clerk'],
  })
  clerk = { actor: `staff:${staffId}` }
})
after(() => shop.close())

const place = async (more: object = {}) =>
  (await shop.place({ lines: [{ sku: 'A', quantity: 1 }], payment: { terms: 'on_account' }, ...more })).body
const work = (rows = Number.POSITIVE_INFINITY) => {
  let asked = 0
  const isOver = () => asked++ > rows
  return workBulkJobs(shop.runtime, shop.merchantId, {
    actions: bulkActions,
    findRights: createFindRights(policy),
    isOver,
  })
}
const start = async (selection: object, action: object, caller: { actor: string } = clerk) =>
  (await call(caller, 'POST', '/orders/bulk-jobs', { selection, action })).body as Job
const jobOf = async (id: string) => (await call(clerk, 'GET', `/bulk-jobs/${id}`)).body as Job
const rowsOf = async (id: string, query = '') =>
  ((await call(clerk, 'GET', `/bulk-jobs/${id}/rows?${query}`)).body as { items: Row[] }).items

test('what is allowed is done and what is not is told with its reason, each as the single act', async () => {
  const [good, gone] = [await place(), await place()]
  await call(clerk, 'POST', `/orders/${gone.id}/cancellation`, { reason: 'gone' })
  const nobody = '0190b5c8-0000-7000-8000-000000000000'
  const selection = { orderIds: [good.id, gone.id, nobody] }
  const hold = { name: 'hold', input: { reason: '核对地址' } }
  const preview = await call(clerk, 'POST', '/orders/bulk-jobs?preview=true', { selection, action: hold })
  const { numbers } = preview.body as { numbers: Record<string, unknown> }
  assert.deepEqual([numbers.selected, numbers.ready], [3, 1])
  assert.deepEqual(numbers.refused, { action_not_allowed: 1, not_found: 1 })
  const job = await start(selection, hold)
  assert.deepEqual([job.status, job.total, job.done, job.failed], ['running', 3, 0, 0])
  await work()
  const ended = await jobOf(job.id)
  assert.deepEqual(
    [ended.status, ended.done, ended.failed, ended.isRetryable, ended.isReversible],
    ['done', 1, 2, true, true],
  )
  const rows = await rowsOf(job.id)
  assert.deepEqual(
    rows.map(({ label, status, code }) => [label, status, code]),
    [
      [String(good.number), 'done', null],
      [String(gone.number), 'failed', 'action_not_allowed'],
      [null, 'failed', 'not_found'],
    ],
  )
  assert.deepEqual((await rowsOf(job.id, 'status=failed')).length, 2)
  const {
    rows: [event],
  } = await shop.owner.query<{ actor: string; data: { bulkJob: string } }>(
    `select actor, data from events where object_id = $1 and type = 'order.held'`,
    [good.id],
  )
  assert.equal(event?.actor, clerk.actor)
  assert.equal(event?.data.bulkJob, job.id)
})

test('what was done is taken back as a whole, what failed is tried again', async () => {
  const orders = [await place(), await place()]
  const cancelled = await start({ orderIds: orders.map(({ id }) => id) }, { name: 'cancel', input: { reason: '测试' } })
  await work()
  assert.equal((await jobOf(cancelled.id)).done, 2)
  const reversal = (await call(clerk, 'POST', `/bulk-jobs/${cancelled.id}/reversal`)).body as Job
  await work()
  assert.deepEqual([(await jobOf(reversal.id)).done, reversal.action], [2, 'reinstate'])
  for (const { id } of orders) assert.equal((await orderOf(shop, id)).status, 'confirmed')
  const again = await start({ orderIds: orders.map(({ id }) => id) }, { name: 'reinstate', input: {} })
  await work()
  assert.equal((await jobOf(again.id)).failed, 2)
  await call(clerk, 'POST', `/orders/${orders[0]?.id}/cancellation`, { reason: 'now it can be' })
  const retried = (await call(clerk, 'POST', `/bulk-jobs/${again.id}/retry`)).body as Job
  assert.deepEqual([retried.status, retried.failed], ['running', 0])
  await work()
  assert.deepEqual([(await jobOf(again.id)).done, (await jobOf(again.id)).failed], [1, 1])
  assert.equal((await call(clerk, 'POST', `/bulk-jobs/${again.id}/reversal`)).status, 409)
})

test('a reversal takes back what its job did, and not what somebody did after it', async () => {
  const orders = [await place(), await place()]
  const ids = orders.map(({ id }) => id)
  const cancel = { name: 'cancel', input: { reason: '下错单' } }
  const cancelled = await start({ orderIds: ids }, cancel)
  await work()
  await call(clerk, 'DELETE', `/orders/${ids[0]}/cancellation`)
  await call(clerk, 'POST', `/orders/${ids[0]}/cancellation`, { reason: '诈骗' })
  assert.equal((await orderOf(shop, ids[0] as string)).status, 'cancelled')
  const reversal = (await call(clerk, 'POST', `/bulk-jobs/${cancelled.id}/reversal`)).body as Job
  await work()
  assert.deepEqual(
    (await rowsOf(reversal.id)).map(({ status, code }) => [status, code]),
    [
      ['done', null],
      ['failed', 'undo_overtaken'],
    ],
  )
  assert.equal((await orderOf(shop, ids[0] as string)).status, 'cancelled')
})

test('a row that nobody foresaw the failure of is told, and holds up neither the others nor other jobs', async () => {
  const orders = [await place(), await place(), await place()]
  const broken = orders[1]?.id
  const job = await start({ orderIds: orders.map(({ id }) => id) }, { name: 'note', input: { text: 'x' } })
  const next = await start({ orderIds: [orders[0]?.id] }, { name: 'note', input: { text: 'y' } })
  const { note } = bulkActions.orders as { note: BulkAction }
  const failing: BulkAction = {
    ...note,
    work: async (command, row, input) => {
      if (row.objectId === broken) throw new TypeError('undefined is not a function')
      return note.work(command, row, input)
    },
  }
  await workBulkJobs(shop.runtime, shop.merchantId, {
    actions: { orders: { ...bulkActions.orders, note: failing } },
    ...{ findRights: createFindRights(policy), isOver: () => false },
  })
  assert.deepEqual(
    [(await jobOf(job.id)).status, (await jobOf(job.id)).done, (await jobOf(job.id)).failed],
    ['done', 2, 1],
  )
  assert.equal((await rowsOf(job.id, 'status=failed'))[0]?.code, 'server_fault')
  assert.equal((await jobOf(next.id)).done, 1)
})

test('a hold placed by a job is the one that its reversal releases', async () => {
  const { id } = await place()
  await call(clerk, 'POST', `/orders/${id}/holds`, { reason: 'mine' })
  const job = await start({ orderIds: [id] }, { name: 'hold', input: { reason: 'many' } })
  await work()
  await call(clerk, 'POST', `/bulk-jobs/${job.id}/reversal`)
  await work()
  assert.deepEqual(
    (await orderOf(shop, id)).holds.map(({ reason }) => reason),
    ['mine'],
  )
})

test('all that a filter finds is fixed when the job is asked for', async () => {
  await call(clerk, 'PUT', '/channels/bulk', { name: '批量', source: 'web' })
  const first = [await place({ channel: 'bulk' }), await place({ channel: 'bulk' })]
  const job = await start({ filter: { channel: 'bulk' } }, { name: 'note', input: { text: '一起写的' } })
  const later = await place({ channel: 'bulk' })
  await work()
  assert.deepEqual([(await jobOf(job.id)).done, job.total], [2, 2])
  for (const { id } of first) {
    const { notes } = (await call(clerk, 'GET', `/orders/${id}`)).body as { notes: { text: string }[] }
    assert.deepEqual(
      notes.map(({ text }) => text),
      ['一起写的'],
    )
  }
  assert.ok(!(await historyOf(shop, later.id)).includes('order.note_written'))
  const empty = await call(clerk, 'POST', '/orders/bulk-jobs', {
    ...{ selection: { filter: { channel: 'nothing' } }, action: { name: 'note', input: { text: 'x' } } },
  })
  assert.deepEqual([empty.status, (empty.body as { code: string }).code], [422, 'nothing_selected'])
})

test('a job that is stopped half-way goes on where it was, once for each row', async () => {
  const orders = []
  for (let n = 0; n < 5; n++) orders.push(await place())
  const ids = orders.map(({ id }) => id)
  const job = await start({ orderIds: ids }, { name: 'note', input: { text: 'once' } })
  // A worker that went away with the first row done, and another that comes when its time is over.
  await shop.owner.query(`update bulk_jobs set worked_until = now() + interval '1 hour' where id = $1`, [job.id])
  assert.equal(await work(), 0)
  assert.equal((await jobOf(job.id)).done, 0)
  await shop.owner.query(`update bulk_jobs set worked_until = now() - interval '1 second' where id = $1`, [job.id])
  await Promise.all([work(), work()])
  assert.equal((await jobOf(job.id)).done, 5)
  for (const id of ids) {
    const { notes } = (await call(clerk, 'GET', `/orders/${id}`)).body as { notes: object[] }
    assert.equal(notes.length, 1)
  }
})

test('a cancelled job does nothing more, and can be gone on with', async () => {
  const { id } = await place()
  const job = await start({ orderIds: [id] }, { name: 'note', input: { text: 'late' } })
  assert.equal((await call(clerk, 'POST', `/bulk-jobs/${job.id}/cancellation`)).status, 200)
  await work()
  assert.deepEqual([(await jobOf(job.id)).status, (await jobOf(job.id)).done], ['cancelled', 0])
  await call(clerk, 'POST', `/bulk-jobs/${job.id}/retry`)
  await work()
  assert.equal((await jobOf(job.id)).done, 1)
})

test('who lost the permission, or the place, while the job waits is refused row by row', async () => {
  const { id } = await place()
  const { staffId } = await makeSomebody(shop.runtime, shop.merchantId, {
    email: 'soon@example.cn',
    roles: ['order_clerk'],
  })
  const other = { actor: `staff:${staffId}` }
  const lost = await start({ orderIds: [id] }, { name: 'note', input: { text: 'x' } }, other)
  const away = await start({ orderIds: [id] }, { name: 'note', input: { text: 'x' } }, other)
  assert.equal((await call(clerk, 'GET', `/bulk-jobs/${lost.id}`)).status, 404)
  const codeOf = async (job: Job) => {
    const { rows } = await shop.owner.query<{ code: string }>('select code from bulk_rows where job_id = $1', [job.id])
    return rows[0]?.code
  }
  await call(other, 'POST', `/bulk-jobs/${away.id}/cancellation`)
  await shop.owner.query(`update staff set roles = '{marketing}' where id = $1`, [staffId])
  await work()
  assert.equal(await codeOf(lost), 'not_permitted')
  await shop.owner.query(`update staff set roles = '{order_clerk}', channels = '{store}' where id = $1`, [staffId])
  await call(other, 'POST', `/bulk-jobs/${away.id}/retry`)
  await work()
  assert.equal(await codeOf(away), 'not_found')
  const marketing = { actor: clerk.actor, may: ['bulk.work', 'orders.read'] }
  const refused = await call(marketing, 'POST', '/orders/bulk-jobs', {
    ...{ selection: { orderIds: [id] }, action: { name: 'cancel', input: { reason: 'x' } } },
  })
  assert.deepEqual([refused.status, (refused.body as { code: string }).code], [403, 'not_permitted'])
})

test('what a job was given is forgotten after a day, and when a person of it is erased', async () => {
  const { id } = await place()
  const job = await start({ orderIds: [id] }, { name: 'note', input: { text: '王小明的电话换了' } })
  await shop.command((command) => forgetBulkInputs(command, [id]))
  await work()
  assert.equal((await rowsOf(job.id))[0]?.code, 'bulk_input_forgotten')
  assert.equal((await call(clerk, 'POST', `/bulk-jobs/${job.id}/retry`)).status, 409)
  const inAMonth = new Date(Date.now() + 31 * 86_400_000)
  while ((await shop.command((command) => forgetBulkJobs({ ...command, now: inAMonth }))) > 0);
  assert.deepEqual(await rowsOf(job.id), [])
  const { rows } = await shop.owner.query('select 1 from bulk_jobs where input is not null')
  assert.deepEqual(rows, [])
})
