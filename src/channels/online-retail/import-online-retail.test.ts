import assert from 'node:assert/strict'
import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { createTestMerchant, type TestMerchant } from '../../../test/support/merchant.ts'
import { createProducts } from '../../catalog/create-products.ts'
import { verifyDatabase } from '../../cli/verify/verify.ts'
import { verifyAddress } from '../../cli/verify-command.ts'
import { orderSettingsForm } from '../../orders/order-settings.ts'
import { setOrderSettings } from '../../orders/settings-store.ts'
import { openIntake } from '../../shell/build-app.ts'
import { subscribers } from '../../shell/subscribers.ts'
import { type ImportOptions, importOnlineRetail } from './import-online-retail.ts'
import { listKeptLines } from './list-kept-lines.ts'
import { fieldsOf } from './read-csv.ts'

// A cut of Online Retail II (UCI Machine Learning Repository 502, Daqing Chen, CC BY 4.0): fixtures/README.md
const fixture = new URL('fixtures/online-retail-ii-cut.csv', import.meta.url)

const fixtureLines = (await readFile(fixture, 'utf8')).trimEnd().split('\n')
const exampleAt = (line: number) => ({ line, detail: '', text: fixtureLines[line - 1] })

const whole = {
  file: { lines: 234, invoices: 61, amount: '-123932.877' },
  imported: { orders: 39, lines: 205, amount: '19247.173', ordersTotal: '19247.17', rounding: '-0.003' },
  ordersPlacedEarlier: 0,
  ordersWaiting: 0,
  staged: {
    lines: 29,
    amount: '-143180.05',
    reasons: [
      { reason: 'negative_quantity', lines: 4, amount: '0.00', example: exampleAt(40) },
      { reason: 'cancellation', lines: 17, amount: '-6628.03', example: exampleAt(42) },
      { reason: 'zero_price', lines: 5, amount: '0.00', example: exampleAt(62) },
      { reason: 'bad_debt', lines: 3, amount: '-136552.02', example: exampleAt(204) },
    ],
  },
  productsMade: 168,
  unitsReceived: 3443,
  addsUp: true,
}
const nothingMade = { productsMade: 0, unitsReceived: 0 }

let test: TestMerchant

function run(options: Partial<ImportOptions> = {}, bytes: AsyncIterable<Uint8Array> = createReadStream(fixture)) {
  const { runtime, merchantId } = test
  const intake = openIntake(runtime)
  const fixed = { intake, merchantId, subscribers, actor: 'system:import', fileName: 'cut.csv' }
  return importOnlineRetail({ ...fixed, ...options }, bytes)
}

async function rows<Row extends object>(query: string): Promise<Row[]> {
  return (await test.owner.query<Row>(query)).rows
}

async function counts() {
  const tables = ['orders', 'order_lines', 'shipments', 'stock_movements', 'import_lines', 'products', 'customers']
  const found = await Promise.all(tables.map((table) => rows<{ count: string }>(`select count(*) from ${table}`)))
  return Object.fromEntries(tables.map((table, index) => [table, Number(found[index]?.[0]?.count)]))
}

const wholeCounts = {
  ...{ orders: 39, order_lines: 205, shipments: 27, stock_movements: 346, import_lines: 29 },
  ...{ products: 168, customers: 23 },
}

async function verify() {
  const { runtime } = test
  const [appUrl] = [runtime.database.pool.options.connectionString as string]
  const breaks = await verifyDatabase({ verifyUrl: verifyAddress(appUrl), clock: runtime.clock, runtime })
  assert.deepEqual(breaks, [])
}

async function* bytesOf(text: string | Buffer) {
  yield Buffer.from(text)
}

describe('importing Online Retail II', () => {
  beforeEach(async () => {
    test = await createTestMerchant({ subscribers })
  })
  afterEach(() => test.close())

  it('makes an order of each sale and keeps everything else, to the line and the penny', async () => {
    const steps = new Set<string>()
    const report = await run({ onProgress: ({ step, lines, of }) => steps.add(`${step} ${lines === of}`) })
    assert.deepEqual(report, whole)
    assert.deepEqual([...steps].at(0), 'reading true')
    assert.deepEqual([...steps].at(-1), 'finishing true')
    assert.deepEqual(await counts(), wholeCounts)
    assert.deepEqual(
      await rows(`select status, stage, payment_status as paid, count(*)::int from orders group by 1, 2, 3`),
      [{ status: 'completed', stage: 'completed', paid: 'paid', count: 39 }],
    )
    assert.deepEqual(await rows('select * from event_deliveries'), [])
    assert.deepEqual(
      await rows('select sum(on_hand)::int as left, sum(allocated)::int as kept from inventory_levels'),
      [{ left: 0, kept: 0 }],
    )
    await verify()
  })

  it('lets an order live by the clock of the file', async () => {
    await run()
    const [order] = await rows<{ id: string; placed: Date; updated: Date; currency: string; source: string }>(`
      select id, placed_at as placed, updated_at as updated, currency, source from orders where external_id = '503609'`)
    assert.equal(order?.placed.toISOString(), '2010-04-06T10:21:00.000Z')
    assert.equal(order?.updated.toISOString(), '2010-04-09T12:00:00.000Z')
    assert.deepEqual([order?.currency, order?.source], ['GBP', 'web'])
    const events = await rows<{ type: string; at: Date; actor: string }>(`
      select type, at, actor from events where object_id = '${order?.id}' order by version`)
    assert.deepEqual(
      events.map(({ type, at, actor }) => [type, at.toISOString(), actor]),
      [
        ['order.placed', '2010-04-06T10:21:00.000Z', 'system:import'],
        ['order.shipped', '2010-04-07T09:00:00.000Z', 'system:import'],
        ['order.completed', '2010-04-09T12:00:00.000Z', 'system:import'],
      ],
    )
    const [shipment] = await rows<{ tracking: string; shipped: Date }>(`
      select tracking_number as tracking, shipped_at as shipped from shipments where order_id = '${order?.id}'`)
    assert.deepEqual([shipment?.tracking, shipment?.shipped.toISOString()], ['503609-1', '2010-04-07T09:00:00.000Z'])
  })

  it('keeps a line with its reason and as the file has it', async () => {
    await run()
    const [line] = await rows(`
      select document, line_number as position, file_line as line, reason, fields from import_lines
      where document = 'A506401'`)
    const place = fixtureLines.findIndex((each) => each.startsWith('A506401'))
    assert.deepEqual(line, {
      ...{ document: 'A506401', position: 1, line: place + 1, reason: 'bad_debt' },
      fields: ['A506401', 'B', 'Adjust bad debt', '1', '2010-04-29 13:36:00', '-53594.36', '', 'United Kingdom'],
    })
  })

  it('prints what it kept aside, whole or of one reason, page by page', async () => {
    await run()
    const printed = async (reason?: 'cancellation') => {
      const portions = await Array.fromAsync(listKeptLines(test.runtime.database, test.merchantId, { reason }))
      return portions.join('').trimEnd().split('\n')
    }
    const [header = '', ...lines] = await printed()
    assert.equal(header, `line,reason,detail,${fixtureLines[0]}`)
    assert.equal(lines.length, 29)
    for (const line of lines) {
      const [number = '', , , ...fields] = fieldsOf(line)
      assert.deepEqual(fields, fieldsOf(fixtureLines[Number(number) - 1] ?? ''))
    }
    const cancelled = await printed('cancellation')
    assert.equal(cancelled.length, 1 + 17)
    assert.ok(cancelled.slice(1).every((line) => /^\d+,cancellation,,C/.test(line)))
    await test.owner.query(`insert into import_lines select merchant_id, source, 'X', n, run_id, n, 'zero_price', '', fields
      from (select * from import_lines limit 1) one, generate_series(1, 2000) n`)
    assert.equal((await printed()).length, 1 + 29 + 2000)
  })

  it('imports nothing twice, from another cut of the file neither', async () => {
    const [header = '', ...others] = fixtureLines
    const first = others.filter((line) => line < 'C' && line.slice(0, 6) < '490000')
    const part = await run({}, bytesOf([header, ...first].join('\n')))
    assert.ok(part.addsUp && part.imported.orders > 5 && part.imported.orders < 39)
    const second = await run()
    const made = { productsMade: 168 - part.productsMade, unitsReceived: 3443 - part.unitsReceived }
    assert.deepEqual(second, { ...whole, ...made, ordersPlacedEarlier: part.imported.orders })
    assert.deepEqual(await run(), { ...whole, ...nothingMade, ordersPlacedEarlier: 39 })
    const found = await counts()
    assert.deepEqual({ ...found, stock_movements: 0 }, { ...wholeCounts, stock_movements: 0 })
    await verify()
  })

  it('goes on where a run was cut off', async () => {
    for (const stopAt of [1, 40, 120, 170]) {
      const stopping = new AbortController()
      const cutOff = run({
        signal: stopping.signal,
        onProgress: ({ step, lines }) => {
          if (step === 'importing' && lines >= stopAt) stopping.abort(new Error(`stopped at ${stopAt}`))
        },
      })
      await assert.rejects(cutOff, { message: `stopped at ${stopAt}` })
    }
    const earlier: number[] = []
    const report = await run({ onProgress: (progress) => earlier.push(progress.earlier) })
    assert.ok((earlier.at(-1) ?? 0) > 40 && (earlier.at(-1) ?? 0) < 205)
    assert.deepEqual({ ...report, ordersPlacedEarlier: 0 }, { ...whole, ...nothingMade })
    assert.ok(report.ordersPlacedEarlier > 0 && report.ordersPlacedEarlier < 39)
    assert.deepEqual(await counts(), wholeCounts)
    assert.equal((await rows('select 1 from import_runs where finished_at is null')).length, 4)
    await verify()
  })

  it('lets go what the rules of the shop hold: the sale was decided long ago', async () => {
    const reviewRules = [
      { code: 'large', totalAtLeast: 100_00 },
      { code: 'guest', guestsOnly: true },
    ]
    await test.command((command) => setOrderSettings(command, orderSettingsForm.parse({ reviewRules })))
    assert.deepEqual(await run(), whole)
    const [held] = await rows<{ held: number; released: number }>(`
      select count(*)::int as held, count(released_at)::int as released from order_holds`)
    assert.ok(held !== undefined && held.held > 10)
    assert.equal(held.released, held.held)
    await verify()
  })

  it('keeps the lines of an order that is refused, and takes them back once it is placed', async () => {
    const archived = "update variants set status = 'archived' where sku = '22111'"
    const [product] = [{ name: 'Not for sale', variants: [{ sku: '22111' }] }]
    await test.command((command) => createProducts(command, [product]))
    await test.owner.query(archived)
    const report = await run()
    const refused = report.staged.reasons.find(({ reason }) => reason === 'refused')
    assert.ok(refused !== undefined && report.addsUp && report.imported.orders < 39)
    const [kept] = await rows<{ detail: string; count: number }>(`
      select detail, count(*)::int from import_lines where reason = 'refused' group by 1`)
    assert.deepEqual(kept, { detail: 'product_archived', count: refused.lines })
    await test.owner.query("update variants set status = 'active' where sku = '22111'")
    await test.owner.query('update reference_revisions set revision = revision + 1')
    const again = await run()
    assert.deepEqual([again.imported, again.staged], [whole.imported, whole.staged])
    assert.deepEqual(await rows("select 1 from import_lines where reason = 'refused'"), [])
    await verify()
  })

  it('does nothing with a file that is broken', async () => {
    const text = await readFile(fixture, 'utf8')
    const [header = ''] = text.split('\n')
    const broken: [bytes: string | Buffer, message: RegExp][] = [
      ['', /the file is empty/],
      ['\n', /the file is empty: its first line has no columns/],
      ['Invoice;StockCode\n1;2\n', /wrong columns: found "Invoice;StockCode"; wanted Invoice, /],
      [text.replace('Customer ID', 'CustomerID'), /wrong columns/],
      [text.slice(text.indexOf('\n') + 1), /wrong columns/],
      [Buffer.from(text.replace('CREAM', 'CR\u00c8ME'), 'latin1'), /not UTF-8: bytes that are no text in line \d+$/],
      [text.slice(0, text.lastIndexOf('"')), /the file is cut off: a quote that opens in the record on line \d+/],
      [text.slice(0, text.lastIndexOf(',')), /line \d+ has 7 of 8 columns/],
      [`${header}\n489434,85048,"A ""B",1\n`, /line 2 has 4 of 8 columns/],
    ]
    for (const [bytes, message] of broken) {
      await assert.rejects(run({}, bytesOf(bytes)), { name: 'FileBroken', message })
    }
    assert.deepEqual(new Set(Object.values(await counts())), new Set([0]))
    assert.deepEqual(await rows('select 1 from import_runs'), [])
  })

  it('takes a file without a single sale', async () => {
    const [header = ''] = fixtureLines
    const report = await run({}, bytesOf(`${header}\n`))
    assert.deepEqual([report.file.lines, report.imported.orders, report.addsUp], [0, 0, true])
  })
})
