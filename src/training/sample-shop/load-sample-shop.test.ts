import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createTestMerchant, type TestMerchant } from '../../../test/support/merchant.ts'
import { assertSound } from '../../../test/support/sound.ts'
import { runCommand } from '../../platform/command.ts'
import { monotonicMs, systemClock } from '../../platform/time.ts'
import { setTaxRate } from '../../pricing/set-tax-rate.ts'
import { firstChannels, setChannels } from '../../orders/settings-store.ts'
import { openIntake } from '../../shell/build-app.ts'
import { subscribers } from '../../shell/subscribers.ts'
import { loadSampleShop, samplePeriodMs } from './load-sample-shop.ts'

let merchant: TestMerchant
const to = systemClock()
const from = new Date(to.getTime() - samplePeriodMs)

test('load', async () => {
  merchant = await createTestMerchant({ subscribers, clock: systemClock })
  await runCommand(merchant.runtime, { merchantId: merchant.merchantId, actor: 'system:test', now: from }, async (command) => {
    await setChannels(command, firstChannels)
    await setTaxRate(command, { taxClass: 'standard', rateBasisPoints: 1300, included: true })
    await setTaxRate(command, { taxClass: 'reduced', rateBasisPoints: 900, included: true })
    await setTaxRate(command, { taxClass: 'services', rateBasisPoints: 600, included: true })
    await setTaxRate(command, { taxClass: 'exempt', rateBasisPoints: 0, included: true })
  })
  const t = monotonicMs(); const c = process.cpuUsage()
  await loadSampleShop({ runtime: merchant.runtime, merchantId: merchant.merchantId, from, openIntake, subscribers, onProgress: (p) => console.log(p, Math.round(monotonicMs() - t)) })
  console.log('took', monotonicMs() - t, process.cpuUsage(c))
  const { rows } = await merchant.owner.query(`
    select 'status' as what, status as value, count(*) from orders group by 2
    union all select 'stage', stage, count(*) from orders group by 2
    union all select 'payment', payment_status, count(*) from orders group by 2
    union all select 'fulfillment', fulfillment_status, count(*) from orders group by 2
    union all select 'hold', kind || ' ' || (released_at is null), count(*) from order_holds group by 2
    union all select 'fo', status, count(*) from fulfillment_orders group by 2
    union all select 'fohold', (released_at is null)::text, count(*) from fulfillment_holds group by 2
    union all select 'shipment', status, count(*) from shipments group by 2
    union all select 'pay', status, count(*) from payments group by 2
    union all select 'txn', kind, count(*) from payment_transactions group by 2
    union all select 'alloc', status, count(*) from allocations group by 2
    union all select 'resv', status, count(*) from reservations group by 2
    union all select 'transfer', status, count(*) from stock_transfers group by 2
    union all select 'doc', kind||' '||reason, count(*) from stock_documents group by 2
    union all select 'canc', status, count(*) from order_cancellations group by 2
    union all select 'scan', code, count(*) from tracking_events group by 2
    union all select 'tier', tier, count(*) from orders group by 2
    union all select 'channel', channel, count(*) from orders group by 2
    union all select 'terms', payment_terms, count(*) from orders group by 2
    union all select 'src', decision->>'outcome', count(*) from sourcing_decisions group by 2
    union all select 'deliveries', subscriber, count(*) from event_deliveries group by 2
    union all select 'events', '', count(*) from events group by 2
    union all select 'notes', '', count(*) from order_notes group by 2
    union all select 'pstatus', status, count(*) from products group by 2
    union all select 'cust', tier||' '||status, count(*) from customers group by 2`)
  for (const w of new Set(rows.map((r) => r.what))) console.log(w, rows.filter((r) => r.what === w).map((r) => `${r.value}=${r.count}`).join(' '))
  await assertSound(merchant)
  await merchant.close()
})
