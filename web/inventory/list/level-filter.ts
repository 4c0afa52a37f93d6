/** Each part of the filter of the list of stock, as the address has it. */
export const levelFilterKeys = ['place', 'condition', 'atMost'] as const

type FilterText = { [Key in (typeof levelFilterKeys)[number]]?: string }

const wholeNumber = /^-?\d{1,8}$/

/** The filter as the API takes it: of the place that somebody works for, unless the address names another. */
export function levelFilterOf({ place, condition, atMost = '' }: FilterText, ownPlace: string | undefined) {
  const locationId = place ?? ownPlace
  return {
    ...(locationId !== undefined && { locationId }),
    ...(condition !== undefined && { condition }),
    ...(wholeNumber.test(atMost) && { toPromiseAtMost: Number(atMost) }),
  }
}

/** A row is an item at a place. */
export function idOfLevel({ itemId, locationId }: { itemId: string; locationId: string }): string {
  return `${itemId}:${locationId}`
}

/** Which item and place a row is. */
export function levelOf(id: string): { itemId: string; locationId: string } {
  const [itemId = '', locationId = ''] = id.split(':')
  return { itemId, locationId }
}
