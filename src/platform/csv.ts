/** One record of a CSV file (RFC 4180), its line's end included: fields are quoted where they must be. */
export function csvRow(fields: readonly string[]): string {
  return `${fields.map((field) => (/[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field)).join(',')}\n`
}

/** A field that no spreadsheet takes for a formula: one that begins like one has an apostrophe before it (OWASP, CSV injection). */
export function withoutFormula(field: string): string {
  return /^[=+\-@\t\r]/.test(field) ? `'${field}` : field
}
