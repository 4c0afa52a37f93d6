import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { classifyLine, isServiceCode } from './classify-line.ts'
import { fieldsOf } from './read-csv.ts'
import { checkHeader, columns, createLineReader } from './source-line.ts'

const header = { line: 1, fields: [...columns], text: '' }

function lineOf(text: string) {
  return createLineReader()({ line: 2, fields: fieldsOf(text), text })
}

function verdict(text: string): string {
  const what = classifyLine(lineOf(text))
  return 'sale' in what ? 'sale' : [what.staged.reason, what.staged.detail].filter(Boolean).join(': ')
}

describe('a line of the file', () => {
  const cases: [text: string, verdict: string][] = [
    ['489434,85048,"GLASS BALL",12,2009-12-01 07:45:00,6.95,13085,"United Kingdom"', 'sale'],
    ['489434,85048,"GLASS BALL",12,2009-12-01 07:45:00,0.001,,"United Kingdom"', 'sale'],
    ['489434,POST,"POSTAGE",1,2009-12-01 07:45:00,18,13085,"France"', 'sale'],
    ['489434,AMAZONFEE,"AMAZON FEE",1,2009-12-01 07:45:00,13541.33,,"United Kingdom"', 'sale'],
    ['C489449,22087,"BUNTING",-12,2009-12-01 10:33:00,2.95,16321,"Australia"', 'cancellation'],
    ['C496350,M,"Manual",1,2010-02-01 08:24:00,373.57,,"United Kingdom"', 'cancellation'],
    ['A506401,B,"Adjust bad debt",1,2010-04-29 13:36:00,-53594.36,,"United Kingdom"', 'bad_debt'],
    ['489464,21733,"85123a mixed",-96,2009-12-01 10:52:00,0,,"United Kingdom"', 'negative_quantity'],
    ['489464,21733,"",0,2009-12-01 10:52:00,1,,"United Kingdom"', 'zero_quantity'],
    ['489464,21733,"",1,2009-12-01 10:52:00,-1,,"United Kingdom"', 'negative_price'],
    ['489659,21350,"",230,2009-12-01 17:39:00,0,,"United Kingdom"', 'zero_price'],
    [',21350,"",1,2009-12-01 17:39:00,1,,"United Kingdom"', 'unreadable: Invoice'],
    ['489659,"  ","",1,2009-12-01 17:39:00,1,,"United Kingdom"', 'unreadable: StockCode'],
    ['489659,21350,"",one,2009-12-01 17:39:00,1,,"United Kingdom"', 'unreadable: Quantity'],
    ['489659,21350,"",1.5,2009-12-01 17:39:00,1,,"United Kingdom"', 'unreadable: Quantity'],
    ['489659,21350,"",99999999999,2009-12-01 17:39:00,1,,"United Kingdom"', 'unreadable: Quantity'],
    ['489659,21350,"",1,01/12/2009 17:39,1,,"United Kingdom"', 'unreadable: InvoiceDate'],
    ['489659,21350,"",1,2009-13-01 17:39:00,1,,"United Kingdom"', 'unreadable: InvoiceDate'],
    ['489659,21350,"",1,2009-12-01 17:39:00,"1,25",,"United Kingdom"', 'unreadable: Price'],
    ['489659,21350,"",1,2009-12-01 17:39:00,0.00001,,"United Kingdom"', 'unreadable: Price'],
    ['489659,21350,"",x,yesterday,much,,"United Kingdom"', 'unreadable: Quantity, InvoiceDate, Price'],
    [`489659,${'9'.repeat(81)},"",1,2009-12-01 17:39:00,1,,"United Kingdom"`, 'unreadable: StockCode'],
  ]
  cases.push(['489659,21350,"",1,2009-12-01 17:39:00,1,"1\n2","\u0007"', 'unreadable: Customer ID, Country'])
  for (const [text, expected] of cases) it(`${text} is ${expected}`, () => assert.equal(verdict(text), expected))

  it('is read as it stands', () => {
    const line = lineOf('489434,47503J ,"  SET/3, ""FLORAL"" ",12,2010-07-01 07:45:00,2.1,13085,"EIRE"')
    const { at, ...others } = line
    assert.equal(at?.toISOString(), '2010-07-01T07:45:00.000Z')
    assert.deepEqual(others, {
      line: 2,
      position: 1,
      invoice: '489434',
      stockCode: '47503J',
      description: 'SET/3, "FLORAL"',
      quantity: 12,
      price: 21_000,
      customer: '13085',
      country: 'EIRE',
      text: '489434,47503J ,"  SET/3, ""FLORAL"" ",12,2010-07-01 07:45:00,2.1,13085,"EIRE"',
    })
  })

  it('has its place among the lines of its invoice', () => {
    const toLine = createLineReader()
    const read = (invoice: string) =>
      toLine({ line: 9, fields: [invoice, 'a', '', '1', '', '1', '', ''], text: '' }).position
    assert.deepEqual(['1', '2', '1', '1', '2'].map(read), [1, 1, 2, 3, 2])
  })

  it('has all columns, and they are the right ones', () => {
    checkHeader(header)
    assert.throws(() => checkHeader({ ...header, fields: ['InvoiceNo', 'StockCode'] }), {
      name: 'FileBroken',
      message: /wrong columns: found "InvoiceNo", "StockCode"; wanted Invoice, StockCode, .*, Country/,
    })
    assert.throws(() => lineOf('489434,85048'), { name: 'FileBroken', message: /line 2 has \d of 8 columns/ })
  })
})

describe('codes', () => {
  it('tell services from goods', () => {
    const services = ['POST', 'DOT', 'M', 'm', 'D', 'C2', 'BANK CHARGES', 'AMAZONFEE', 'ADJUST2', 'gift_0001_20']
    const goods = ['85048', '85123A', 'DCGS0058', 'PADS', 'SP1002', 'TEST001', 'GIFT']
    assert.deepEqual(services.filter(isServiceCode), services)
    assert.deepEqual(goods.filter(isServiceCode), [])
  })
})
