import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createTestMerchant, type TestMerchant } from '../../../test/support/merchant.ts'
import { assertSound } from '../../../test/support/sound.ts'
import { firstChannels, setChannels } from '../../orders/settings-store.ts'
import { runCommand } from '../../platform/command.ts'
import { setTaxRate } from '../../pricing/set-tax-rate.ts'
import { openIntake } from '../../shell/build-app.ts'
import { subscribers } from '../../shell/subscribers.ts'
import { loadSampleShop, samplePeriodMs } from './load-sample-shop.ts'

/** Every state that the use cases lead to, by the query that lists those that occur. */
const expected = {
  'select distinct status as state from orders': 'submitted confirmed completed cancelled',
  'select distinct stage as state from orders': 'pending processed shipped completed cancelled',
  'select distinct payment_status as state from orders':
    'unpaid authorized partially_paid paid overpaid partially_refunded refunded voided',
  'select distinct fulfillment_status as state from orders':
    'unallocated backordered allocated picking partially_shipped shipped partially_delivered delivered',
  'select distinct payment_terms as state from orders': 'prepaid on_account cash_on_delivery awaiting_payment',
  'select distinct source as state from orders': 'web marketplace app store phone email fax',
  'select distinct tier as state from orders': 'standard vip key',
  'select distinct kind as state from order_holds where released_at is null':
    'review payment fraud address stock credit manual',
  'select distinct kind as state from order_holds where released_at is not null':
    'review payment fraud address stock credit manual',
  'select distinct status as state from order_cancellations': 'requested accepted declined',
  'select distinct kind as state from order_lines': 'stocked bundle service',
  "select distinct decision ->> 'outcome' as state from sourcing_decisions": 'single split short',
  'select distinct status as state from allocations': 'allocated shipped released',
  'select distinct status as state from reservations': 'held consumed released expired',
  'select distinct status as state from fulfillment_orders': 'released on_hold picking packed closed cancelled',
  'select distinct (released_at is null)::text as state from fulfillment_holds': 'true false',
  'select distinct status as state from shipments': 'shipped delivered returned_to_sender lost',
  'select distinct code as state from tracking_events':
    'picked_up in_transit out_for_delivery delivery_failed delivered returned_to_sender lost',
  'select distinct status as state from payments': 'authorized captured voided',
  'select distinct kind as state from payment_transactions': 'authorize capture void refund',
  'select distinct kind as state from stock_movements': 'receive adjust ship short_pick transfer_out transfer_in',
  'select distinct reason as state from stock_documents': 'received count damage loss found expired correction',
  'select distinct status as state from stock_transfers':
    'draft ready in_transit partially_received received cancelled',
  'select distinct status as state from products': 'active archived',
  "select distinct tier || ' ' || status as state from customers":
    'standard:active standard:blocked vip:active key:active',
}

test('the sample shop loads in pieces, is sound, stands in every state, and stays as it is', async () => {
  const merchant = await createTestMerchant({ subscribers })
  try {
    const to = merchant.runtime.clock()
    const from = new Date(to.getTime() - samplePeriodMs)
    const { runtime, merchantId } = merchant
    await runCommand(runtime, { merchantId, actor: 'system:test', now: from }, async (command) => {
      await setChannels(command, firstChannels('CN'))
      for (const [taxClass, rateBasisPoints] of Object.entries({
        standard: 1300,
        reduced: 900,
        services: 600,
        exempt: 0,
      })) {
        await setTaxRate(command, { taxClass, rateBasisPoints, included: true })
      }
    })
    const load = (steps: number) => {
      let left = steps
      return loadSampleShop({ runtime, merchantId, from, openIntake, subscribers, isStopping: () => left-- === 0 })
    }
    for (const steps of [2, 3, 40, 211, 97]) assert.equal(await load(steps), false)
    assert.equal(await load(Number.POSITIVE_INFINITY), true)
    await assertStates(merchant)
    await assertPast(merchant, to)
    await assertSound(merchant)
    const before = await contents(merchant)
    assert.equal(await load(Number.POSITIVE_INFINITY), true)
    assert.deepEqual(await contents(merchant), before)
  } finally {
    await merchant.close()
  }
})

async function assertStates({ owner }: TestMerchant): Promise<void> {
  for (const [query, states] of Object.entries(expected)) {
    const { rows } = await owner.query<{ state: string }>(query)
    const found = rows.map(({ state }) => state.replace(' ', ':'))
    assert.deepEqual(found.sort(), states.split(' ').sort(), query)
  }
  const { rows } = await owner.query('select count(*)::int as orders from orders')
  assert.ok(rows[0].orders > 400, `${rows[0].orders} orders`)
}

/** No column of time says anything that is still to come, but until when a payment is awaited. */
async function assertPast({ owner }: TestMerchant, to: Date): Promise<void> {
  const { rows } = await owner.query<{ table_name: string; column_name: string }>(`
    select table_name, column_name from information_schema.columns
    where table_schema = 'public' and data_type = 'timestamp with time zone'
      and column_name <> 'expires_at' and table_name not in ('schema_migrations', 'drains')`)
  assert.ok(rows.length > 20)
  for (const { table_name: table, column_name: column } of rows) {
    const found = await owner.query(`select count(*)::int as later from ${table} where ${column} > $1`, [to])
    assert.equal(found.rows[0].later, 0, `${table}.${column}`)
  }
}

async function contents({ owner }: TestMerchant): Promise<Record<string, number>> {
  const { rows } = await owner.query<{ name: string }>(`
    select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'merchant_id'
    where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace order by 1`)
  const counts: Record<string, number> = {}
  for (const { name } of rows) {
    const hash = await owner.query(`select count(*)::int as rows, sum(hashtext(t::text)) as hash from ${name} t`)
    counts[name] = hash.rows[0]
  }
  return counts
}
