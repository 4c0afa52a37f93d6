/*
 * A line of the Online Retail II file (UCI Machine Learning Repository 502, Daqing Chen): so many of one code on one invoice.
 * It is not a line of an order yet; whether it becomes one, `classify-line.ts` says.
 */
import { type CsvRecord, FileBroken } from './read-csv.ts'

/** The columns of the file, in their order. */
export const columns = [
  'Invoice',
  'StockCode',
  'Description',
  'Quantity',
  'InvoiceDate',
  'Price',
  'Customer ID',
  'Country',
] as const

/** What one line says. What cannot be read as what it should be is undefined; `text` is the line as it was written. */
export type SourceLine = {
  /** Where it stands in the file; the first line is 1. */
  line: number
  /** Its place among the lines of its invoice, from 1: with the invoice it names the line in whatever cut of the file. */
  position: number
  invoice: string
  stockCode: string
  description: string
  /** Base units; negative for what goes back. */
  quantity: number | undefined
  /** In price units, ten-thousandths of a pound; negative for a debt that is written off. */
  price: number | undefined
  /** The file's clock has no zone: it is taken as it is, as UTC. */
  at: Date | undefined
  customer: string
  country: string
  text: string
}

/**
 * Checks the first record.
 * @throws FileBroken
 */
export function checkHeader({ fields }: CsvRecord): void {
  if (fields.length === columns.length && columns.every((name, index) => fields[index] === name)) return
  if (fields.join('') === '') throw new FileBroken('the file is empty: its first line has no columns')
  const found = fields.map((field) => JSON.stringify(field.slice(0, 40))).join(', ')
  throw new FileBroken(`wrong columns: found ${found.slice(0, 500)}; wanted ${columns.join(', ')}`)
}

/**
 * Reads records behind the first. Lines of one invoice need not stand together.
 * @throws FileBroken for a record that has not all columns
 */
export function createLineReader(): (record: CsvRecord) => SourceLine {
  const positions = new Map<string, number>()
  const timeOf = createTimeReader()
  const kept = readOnce((text) => text)
  const describedBy = readOnce(plainText)
  const quantityOf = readOnce(wholeNumber)
  const priceOf = readOnce(priceUnits)
  return ({ line, fields, text }) => {
    if (fields.length !== columns.length) {
      throw new FileBroken(
        `line ${line} has ${fields.length} of ${columns.length} columns: the file is cut off or damaged`,
      )
    }
    const [invoice, stockCode, description, quantity, at, price, customer, country] = fields as Columns
    const position = (positions.get(invoice) ?? 0) + 1
    positions.set(invoice, position)
    return {
      line,
      position,
      invoice: kept(invoice),
      stockCode: kept(stockCode.trim()),
      description: describedBy(description),
      quantity: quantityOf(quantity),
      price: priceOf(price),
      at: timeOf(at),
      customer: kept(customer.trim()),
      country: kept(country.trim()),
      text,
    }
  }
}

/** On one line, and not longer than a product's name. */
function plainText(text: string): string {
  return text
    .replaceAll(/[\p{Cc}\p{Z}]+/gu, ' ')
    .trim()
    .slice(0, longestDescription)
}

/** Half a million lines say a few thousand different things: each is read and held once. */
function readOnce<Value>(read: (text: string) => Value): (text: string) => Value {
  const known = new Map<string, Value>()
  return (text) => {
    const value = known.get(text)
    if (value !== undefined) return value
    const first = read(text)
    known.set(text, first)
    return first
  }
}

type Columns = [string, string, string, string, string, string, string, string]

const largestNumber = 1_000_000_000
const longestDescription = 200

function wholeNumber(text: string): number | undefined {
  const value = /^-?\d{1,10}$/.test(text) ? Number(text) : undefined
  return value === undefined || Math.abs(value) > largestNumber ? undefined : value
}

/** At most four decimals, as a price has them in an order. */
function priceUnits(text: string): number | undefined {
  const [, sign, whole, fraction = ''] = /^(-?)(\d{1,9})(?:\.(\d{1,4}))?$/.exec(text) ?? []
  if (whole === undefined) return undefined
  const size = Number(whole + fraction.padEnd(4, '0'))
  return sign === '-' ? 0 - size : size
}

/** Lines of one moment follow one another, so the last answer is kept. */
function createTimeReader(): (text: string) => Date | undefined {
  let lastText = ''
  let last: Date | undefined
  return (text) => {
    if (text === lastText) return last
    lastText = text
    const isForm = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/.test(text)
    const at = new Date(`${text.replace(' ', 'T')}Z`)
    last = isForm && !Number.isNaN(at.getTime()) ? at : undefined
    return last
  }
}
