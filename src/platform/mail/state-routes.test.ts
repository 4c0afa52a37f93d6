import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createTestMerchant, type TestApi, type TestMerchant } from '../../../test/support/merchant.ts'
import { runCommand } from '../command.ts'
import { newId } from '../ids.ts'
import { enqueueMails } from './mail-job.ts'
import { serveMailState } from './state-routes.ts'

let merchant: TestMerchant
let api: TestApi
before(async () => {
  merchant = await createTestMerchant()
  api = await merchant.open((app) => serveMailState(app, { mail: true, mailFrom: 'shop@example.cn' }))
})
after(() => merchant.close())

test('says by which way mail leaves, what waits and what keeps failing, of this merchant alone', async () => {
  const state = async () => (await api.call('GET', '/mail')).body
  assert.deepEqual(await state(), {
    ...{ way: 'server', from: 'shop@example.cn', waiting: 0, failing: 0, oldestAt: null },
  })
  const { runtime, merchantId, owner } = merchant
  await runCommand(runtime, { merchantId, actor: 'system:test' }, ({ tx, now }) =>
    enqueueMails(
      tx,
      [1, 2, 3].map(() => ({ kind: 'test', ids: { entryId: newId(now) } })),
      now,
    ),
  )
  await owner.query(`update graphile_worker._private_jobs set payload = jsonb_set(payload::jsonb, '{merchantId}', '"other"')
    where id = (select max(id) from graphile_worker._private_jobs)`)
  await owner.query(`update graphile_worker._private_jobs set attempts = 2, last_error = 'refused'
    where id = (select min(id) from graphile_worker._private_jobs)`)
  const { oldestAt, ...counts } = (await state()) as { oldestAt: string }
  assert.deepEqual(counts, { way: 'server', from: 'shop@example.cn', waiting: 2, failing: 1 })
  assert.ok(new Date(oldestAt).getTime() > 0)
})
