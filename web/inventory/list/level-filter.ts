/** Each part of the filter of the list of stock, as the address has it. */
export const levelFilterKeys = ['place', 'condition', 'atMost', 'archived'] as const

type FilterText = { [Key in (typeof levelFilterKeys)[number]]?: string }

const wholeNumber = /^-?\d{1,8}$/

/**
 * The filter as the API takes it: of the place that somebody works for, unless the address names another; archived goods of which
 * nothing is left only where they are asked for.
 */
export function levelFilterOf({ place, condition, atMost = '', archived }: FilterText, ownPlace: string | undefined) {
  const locationId = place ?? ownPlace
  return {
    ...(locationId !== undefined && { locationId }),
    ...(condition !== undefined && { condition }),
    ...(wholeNumber.test(atMost) && { toPromiseAtMost: Number(atMost) }),
    ...(archived !== 'shown' && { archivedEmpty: 'left_out' as const }),
  }
}

/** Whether not all was looked at to count what a filter finds: of what is so of levels only the first are. */
export function isCountedInPart(
  filter: { condition?: string; toPromiseAtMost?: number },
  found: { count: number; more: boolean } | undefined,
): boolean {
  const isAsked = filter.condition !== undefined || filter.toPromiseAtMost !== undefined
  return isAsked && found?.more === true && found.count < countedExactly
}

const countedExactly = 1000

/** A row is an item at a place. */
export function idOfLevel({ itemId, locationId }: { itemId: string; locationId: string }): string {
  return `${itemId}:${locationId}`
}

/** Which item and place a row is. */
export function levelOf(id: string): { itemId: string; locationId: string } {
  const [itemId = '', locationId = ''] = id.split(':')
  return { itemId, locationId }
}
