/** A change, with its sign: what came has a plus. */
export function signed(quantity: number): string {
  return quantity > 0 ? `+${quantity}` : String(quantity).replace('-', '−')
}
