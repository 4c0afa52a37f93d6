/** What can be done with many locations, each with the permission that it needs. Pure: as src/locations/bulk/bulk-contract.ts has them. */
export const locationActs = { close: 'locations.write', reopen: 'locations.write' } as const

/** Each part of the filter of the list of locations, as the address has it. */
export const locationFilterKeys = ['status', 'kind'] as const

type FilterText = { [Key in (typeof locationFilterKeys)[number]]?: string }

/** The filter as the API takes it: places that are open, unless the address says otherwise. */
export function locationFilterOf({ status = 'active', ...filter }: FilterText): FilterText {
  return status === 'all' ? filter : { ...filter, status }
}
