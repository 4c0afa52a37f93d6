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
