// A GTIN is the number in a product's bar code: 8, 12, 13 or 14 digits, of which the last checks the others
// (GS1 General Specifications, 7.9 "Check digit calculations").

/** The check digit that belongs behind `digits`. The same rule serves SSCC and the other GS1 keys. @throws RangeError */
export function gtinCheckDigit(digits: string): string {
  if (!/^\d+$/.test(digits)) throw new RangeError(`not a row of digits: ${digits}`)
  // Seen from the right, the digits weigh 3, 1, 3, 1, …
  const sum = [...digits].reverse().reduce((sum, digit, index) => sum + Number(digit) * (index % 2 === 0 ? 3 : 1), 0)
  return String((10 - (sum % 10)) % 10)
}

/** Whether `text` is a GTIN-8, -12 (UPC-A), -13 (EAN) or -14 with the right check digit. */
export function isGtin(text: string): boolean {
  return /^(?:\d{8}|\d{12,14})$/.test(text) && gtinCheckDigit(text.slice(0, -1)) === text.at(-1)
}

/** The GTIN-13 that begins with these twelve digits. @throws RangeError */
export function completeGtin13(first12: string): string {
  if (!/^\d{12}$/.test(first12)) throw new RangeError(`a GTIN-13 is completed from twelve digits, not from ${first12}`)
  return first12 + gtinCheckDigit(first12)
}
