/**
 * One record of a CSV file (RFC 4180), its line's end included: fields are quoted where they must be. What a spreadsheet would
 * run as a formula has an apostrophe before it, by which spreadsheets take it as the text it is (OWASP, "CSV Injection").
 */
export function csvRow(fields: readonly string[]): string {
  return `${fields.map(fieldOf).join(',')}\n`
}

const formula = /^[=+\-@\t\r＝＋－＠]/
const plainNumber = /^[+-]?\d+(?:\.\d+)?$/

function fieldOf(field: string): string {
  const text = formula.test(field) && !plainNumber.test(field) ? `'${field}` : field
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** Digits of which a spreadsheet would lose some: phones, barcodes, tracking numbers, codes that begin with 0. */
const digits = /^(?:\+?\d{11,}|0\d+)$/

/** A text for a file that people open in a spreadsheet: long runs of digits would be shown as powers of ten, had they no tab behind them. */
export function keepDigits(text: string): string {
  return digits.test(text) ? `${text}\t` : text
}
