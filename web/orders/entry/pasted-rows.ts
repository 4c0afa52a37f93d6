// Cells that were copied from Excel or WPS come as lines of text with tabs between them: SKU, quantity, and a price if there is one.

/** A row as it was copied: nothing of it is judged here, so that what is wrong with it is shown in its cell. */
export type PastedRow = { sku: string; quantity: string; unitPrice?: string }

const separators = /[\t,，;；]/

/** Whether a text that was pasted is a table, and not something to look for. */
export function isTable(text: string): boolean {
  return /[\t\n\r]/.test(text.trim())
}

/** Reads copied cells; a first row that only names the columns is left out, and empty rows too. Without a quantity it is one. */
export function parseRows(text: string): PastedRow[] {
  const rows = text
    .split(/\r\n|\r|\n/)
    .map((row) => cellsOf(row))
    .filter(([sku]) => sku !== undefined && sku !== '')
    .map(([sku = '', quantity = '', price = '']) => ({
      ...{ sku, quantity: quantity === '' ? '1' : plainNumber(quantity) },
      ...(price !== '' && { unitPrice: plainNumber(price) }),
    }))
  return isHeading(rows[0]) ? rows.slice(1) : rows
}

function cellsOf(row: string): string[] {
  const cells = row.includes('\t') ? row.split('\t') : row.split(separators)
  return cells.map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'))
}

/** Full-width digits, signs of money and commas between thousands are how people write numbers, not what they mean. */
export function plainNumber(text: string): string {
  const plain = text
    .normalize('NFKC')
    .replace(/[¥￥$€£\s]/g, '')
    .replace(/(?<=\d),(?=\d{3})/g, '')
  return /^\d+\.0+$/.test(plain) ? plain.replace(/\.0+$/, '') : plain
}

function isHeading(row: PastedRow | undefined): boolean {
  return (
    row !== undefined && /^(?:sku|编码|商品编码|货号|条码|barcode|code|item)/i.test(row.sku) && !/\d/.test(row.quantity)
  )
}
